package org.session4j.conformance.vector;

import java.security.SecureRandom;
import java.util.Optional;
import org.session4j.conformance.operation.Answer;
import org.session4j.conformance.operation.Call;
import org.session4j.conformance.operation.DoesNotOpenException;
import org.session4j.conformance.operation.NotRunnableException;
import org.session4j.conformance.operation.Opening;
import org.session4j.conformance.operation.Operation;
import org.session4j.conformance.operation.Operations;
import org.session4j.conformance.operation.RecordedRandom;
import org.session4j.conformance.operation.UnexpectedDrawException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;

/** Runs one case and judges what comes out. */
final class CaseRunner {

    private final Operations operations;
    private final Crypto crypto;

    CaseRunner(Operations operations, Crypto crypto) {
        this.operations = operations;
        this.crypto = crypto;
    }

    /** Why the case fails, or nothing if it passes. */
    Optional<String> run(VectorCase vector) {
        try {
            Operation operation = operations.named(vector.operation());
            if (vector.expectation() instanceof Expectation.Answered answered) {
                return runForAnswer(vector, operation, answered);
            }
            return runForRefusal(vector, operation);
        } catch (NotRunnableException e) {
            return Optional.of("cannot be run: " + e.getMessage());
        } catch (UnexpectedDrawException e) {
            return Optional.of("randomness: " + e.getMessage());
        } catch (DoesNotOpenException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of("broke with " + described(e));
        }
    }

    private Optional<String> runForAnswer(VectorCase vector, Operation operation, Expectation.Answered expected) {
        RecordedRandom random = RecordedRandom.of(vector.draws());
        Call call = Call.of(vector.input(), crypto, random);
        Answer answer;
        try {
            answer = operation.run(call);
        } catch (SessionException | IllegalArgumentException e) {
            if (!isRefusal(e)) {
                return Optional.of("broke with " + described(e));
            }
            return expected.mayRefuse() ? Optional.empty() : Optional.of("refused: " + described(e));
        }
        random.requireExhausted();
        Optional<String> difference = JsonDifference.ofFields(expected.fields(), answer.toJson());
        return difference.isPresent() ? difference : open(vector, call, answer);
    }

    private Optional<String> open(VectorCase vector, Call call, Answer answer) {
        Optional<Opening> opening = operations.opening(vector.operation());
        if (opening.isEmpty()) {
            return vector.draws().isEmpty()
                    ? Optional.empty()
                    : Optional.of("cannot be run: no way to open what " + vector.operation() + " made");
        }
        try {
            opening.get().check(call, answer);
            return Optional.empty();
        } catch (SessionException e) {
            return Optional.of("refuses to open its own answer: " + described(e));
        }
    }

    private Optional<String> runForRefusal(VectorCase vector, Operation operation) {
        try {
            Answer answer = operation.run(Call.of(vector.input(), crypto, new SecureRandom()));
            return Optional.of(
                    "expected a refusal, got an answer with " + answer.toJson().size() + " fields");
        } catch (SessionException | IllegalArgumentException e) {
            return isRefusal(e) ? Optional.empty() : Optional.of("broke with " + described(e));
        }
    }

    /** Subclasses of IllegalArgumentException, such as NumberFormatException, are accidents and not refusals. */
    private static boolean isRefusal(Exception e) {
        return e instanceof SessionException || e.getClass() == IllegalArgumentException.class;
    }

    private static String described(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
