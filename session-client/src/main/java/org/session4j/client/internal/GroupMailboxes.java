package org.session4j.client.internal;

import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAuth;

/** Makes the way to the swarm of a group. */
public interface GroupMailboxes {

    /** As an admin. */
    GroupMailbox of(AdminKey admin);

    /** As a member. */
    GroupMailbox of(GroupId group, SubaccountAuth member);
}
