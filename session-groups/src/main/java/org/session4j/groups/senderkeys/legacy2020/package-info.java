/**
 * The sender-key groups that the apps had from August to December 2020, exact to the byte (groups: sender-key groups): for
 * study, archives and peers that still speak them. <b>No official app reads or writes them any more</b>, and their bytes
 * cannot be told by the envelope from those of later groups: never store them where today's apps poll.
 *
 * <p>The format has faults that no codec can mend. Nothing is signed, so that each member can write as each other one;
 * ciphertexts are bound neither to group nor to sender; whoever adds a member makes and knows that member's first chain;
 * keys are renewed only when somebody leaves; the group's own key never is, so that who was removed still sees who writes,
 * and when. What is kept safe here is what a receiver can see to: message keys are gone once used, an index opens once, the
 * work that a message can cause is bounded, and only its owner replaces a chain. Use
 * {@link org.session4j.groups.senderkeys} for anything new.
 */
@NullMarked
@CheckReturnValue
package org.session4j.groups.senderkeys.legacy2020;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
