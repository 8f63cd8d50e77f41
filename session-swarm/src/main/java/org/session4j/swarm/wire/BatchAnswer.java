package org.session4j.swarm.wire;

import java.util.List;

/** The answers to the requests of a {@link BatchRequest}. */
public final class BatchAnswer {

    private final List<StorageRequest<?>> requests;
    private final List<SubAnswer<?>> answers;

    BatchAnswer(List<StorageRequest<?>> requests, List<SubAnswer<?>> answers) {
        this.requests = requests;
        this.answers = List.copyOf(answers);
    }

    /** One for each request, in their order. */
    public List<SubAnswer<?>> answers() {
        return answers;
    }

    /**
     * The answer to one of the requests.
     *
     * @param request the very object that the batch was made of
     */
    @SuppressWarnings("unchecked") // the reader of a request makes answers of its own type
    public <R> SubAnswer<R> of(StorageRequest<R> request) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i) == request) {
                return (SubAnswer<R>) answers.get(i);
            }
        }
        throw new IllegalArgumentException("the request is not one of the batch");
    }
}
