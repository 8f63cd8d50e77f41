package org.session4j.groups.v2;

import org.session4j.protocol.Bytes;

/**
 * What a member's request to the swarm of a group carries beside the id of the group, each in base64.
 *
 * @param token {@code subaccount}
 * @param tokenSignature {@code subaccount_sig}, the group's signature of the token, 64 bytes
 * @param signature {@code signature}, the member's of the request, 64 bytes
 */
public record SubaccountSignature(SubaccountToken token, Bytes tokenSignature, Bytes signature) {}
