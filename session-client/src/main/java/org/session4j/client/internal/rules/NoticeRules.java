package org.session4j.client.internal.rules;

import org.session4j.client.CallReceived;
import org.session4j.client.DataExtracted;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.protocol.message.Call;
import org.session4j.protocol.message.DataExtraction;
import org.session4j.swarm.MessageHash;

/** What is told and changes nothing (messages: data extraction, calls); groups and what is not known here among it. */
final class NoticeRules {

    private NoticeRules() {}

    static Outcome apply(Draft draft, Arrival arrival) {
        MessageHash hash = arrival.hash();
        if (arrival.message() instanceof Call call) {
            draft.tell(new CallReceived(arrival.conversation(), arrival.sender(), arrival.sent(), call));
        } else if (arrival.message() instanceof DataExtraction extraction) {
            draft.tell(new DataExtracted(arrival.conversation(), arrival.sender(), arrival.sent(), extraction));
        } else if (hash != null) {
            draft.tell(new UnknownMessageReceived(
                    arrival.conversation(), arrival.sender(), arrival.sent(), arrival.message(), hash));
        }
        return Outcome.DONE;
    }
}
