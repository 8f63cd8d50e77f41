package org.session4j.client.internal;

import org.session4j.client.ConnectionState;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.PollResult;

/** What becomes of what polls of the account's own mailboxes find: documents first, then messages. */
final class AccountPolls implements PollKeeper {

    private final DocumentInbox documents;
    private final Inbox inbox;
    private final Runnable afterPoll;

    /**
     * @param afterPoll what else is to be looked after each time, and waits for nothing
     */
    AccountPolls(DocumentInbox documents, Inbox inbox, Runnable afterPoll) {
        this.documents = documents;
        this.inbox = inbox;
        this.afterPoll = afterPoll;
    }

    @Override
    public boolean isAnswer(PollResult result) {
        return result.mailboxes().get(Namespace.DEFAULT) instanceof PollResult.Messages;
    }

    @Override
    public void record(PollResult result) {
        documents.record(result);
        inbox.record(result);
    }

    @Override
    public void polled() {
        afterPoll.run();
    }

    @Override
    public void connection(ConnectionState now) {
        inbox.connection(now);
    }

    @Override
    public boolean isBehind() {
        return inbox.isBehind();
    }
}
