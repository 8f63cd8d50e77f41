/**
 * Sender keys in their modern profile: groups of up to 100 members whose messages have forward secrecy, and which heal
 * (groups: modern profile for sender keys). <b>The official Session apps cannot read any of it</b>: it is spoken between
 * programs that use this library, inside the messages of a group whose members have agreed on it.
 *
 * <p>Each device of each member has a chain of its own, which it hands to every other member one-to-one as a
 * {@link org.session4j.groups.senderkeys.KeyDistribution}. A message takes the next key of its sender's chain and is signed
 * with that chain's signing key. An {@link org.session4j.groups.senderkeys.EpochChange}, signed by an admin, names the
 * members and makes everybody throw away the old chains.
 *
 * <pre>
 * admin                         alice                              bob
 *   | EpochChange (signed)        |                                 |
 *   |---------------------------->| apply                           |
 *   |---------------------------------------------------------------> apply
 *   |                             | KeyDistribution, one-to-one     |
 *   |                             |-------------------------------->| accept
 *   |                             | encrypt: state is stored, then  |
 *   |                             | message -- in the group ------->| decrypt
 *   |                             |                                 | unknown chain?
 *   |                             |<------ KeyRequest, one-to-one --|
 *   |                             | distributionFor --------------->| accept
 * </pre>
 *
 * <p>Everything is a value: {@link org.session4j.groups.senderkeys.SenderKeyGroup} goes in and comes out, time and
 * randomness are arguments. What it protects and what it does not, and every byte layout: docs/decisions/0015-sender-keys.md.
 */
@NullMarked
@CheckReturnValue
package org.session4j.groups.senderkeys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
