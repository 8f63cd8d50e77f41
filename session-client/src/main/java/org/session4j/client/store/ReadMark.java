package org.session4j.client.store;

import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * How far the mailbox was read at one member of the swarm (network: one poll).
 *
 * @param node the member
 * @param lastHash everything up to and including this message was dealt with
 */
public record ReadMark(Ed25519PublicKey node, Namespace namespace, MessageHash lastHash) {}
