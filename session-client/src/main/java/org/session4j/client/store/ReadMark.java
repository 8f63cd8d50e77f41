package org.session4j.client.store;

import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * How far a mailbox was read at one member of its swarm (network: one poll).
 *
 * @param owner whose mailbox it is: the account itself, or a group
 * @param node the member
 * @param lastHash everything up to and including this message was dealt with
 */
public record ReadMark(SessionId owner, Ed25519PublicKey node, Namespace namespace, MessageHash lastHash) {}
