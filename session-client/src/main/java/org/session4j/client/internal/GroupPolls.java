package org.session4j.client.internal;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.session4j.client.ConnectionState;
import org.session4j.groups.v2.GroupId;
import org.session4j.swarm.PollResult;

/** What becomes of what polls of the mailboxes of one group find. */
final class GroupPolls implements PollKeeper {

    private final GroupId group;
    private final GroupMailbox mailbox;
    private final GroupInbox inbox;
    private final BooleanSupplier isBehind;
    private final Consumer<GroupId> afterPoll;

    /**
     * @param afterPoll what else is to be looked after each time, and waits for nothing
     */
    GroupPolls(
            GroupId group,
            GroupMailbox mailbox,
            GroupInbox inbox,
            BooleanSupplier isBehind,
            Consumer<GroupId> afterPoll) {
        this.group = group;
        this.mailbox = mailbox;
        this.inbox = inbox;
        this.isBehind = isBehind;
        this.afterPoll = afterPoll;
    }

    /** A member of the group that was removed still gets an answer for one of the mailboxes. */
    @Override
    public boolean isAnswer(PollResult result) {
        return result.mailboxes().values().stream().anyMatch(mailbox -> mailbox instanceof PollResult.Messages);
    }

    @Override
    public void record(PollResult result) {
        inbox.record(result, mailbox.timeNow());
    }

    @Override
    public void polled() {
        if (inbox.takeReread()) {
            mailbox.rewind();
        }
        afterPoll.accept(group);
    }

    /** That one group cannot be reached says little of the network. */
    @Override
    public void connection(ConnectionState now) {}

    @Override
    public boolean isBehind() {
        return isBehind.getAsBoolean();
    }
}
