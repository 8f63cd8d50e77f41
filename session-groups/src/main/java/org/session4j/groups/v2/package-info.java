/**
 * Groups v2, the groups that the official apps have today, as values: keys and their rotation, messages, the members'
 * access to the group's swarm, and control messages (groups: groups v2).
 *
 * <p>A group is an Ed25519 key. Its public half is the {@link org.session4j.groups.v2.GroupId}, and whoever has the seed,
 * the {@link org.session4j.groups.v2.AdminKey}, is an admin. Messages are encrypted with group keys, which admins hand out:
 *
 * <pre>{@code
 * Rekeyed rekeyed = keys.rekey(adminKey, members);        // store rekeyed.message(), go on with rekeyed.keys()
 * Loaded loaded = keys.load(bytes, hash, storedAt, member); // of every message in the namespace of keys
 * Bytes stored = codec.encode(author, content, loaded.keys(), random);
 * ReceivedGroupMessage received = codec.decode(stored, loaded.keys());
 * }</pre>
 *
 * <p>Nothing here reads a clock or draws randomness of its own, and whatever is refused leaves a state as it was: states
 * are immutable, and operations return new ones. No member is trusted: what only an admin may do is signed by the group,
 * and what a member says is signed by the member, for this group.
 */
@NullMarked
@CheckReturnValue
package org.session4j.groups.v2;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
