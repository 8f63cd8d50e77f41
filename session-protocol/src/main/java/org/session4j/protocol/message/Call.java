package org.session4j.protocol.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.session4j.protocol.SessionId;

/**
 * A step of setting up or ending a call (messages: CallMessage; data extraction, calls). This library passes it on and makes
 * no calls.
 *
 * @param step which one
 * @param callId the same in all steps of a call
 * @param sdps session descriptions; at least one except in candidates, the ringing and the end
 * @param candidates of {@link CallMessage.Type#ICE_CANDIDATES}, which has at least one and no sdps; else none
 */
public record Call(CallMessage.Type step, UUID callId, List<String> sdps, List<IceCandidate> candidates)
        implements Message {

    public Call {
        Objects.requireNonNull(callId, "callId");
        sdps = List.copyOf(sdps);
        candidates = List.copyOf(candidates);
        boolean hasContent = switch (step) {
            case ICE_CANDIDATES -> !candidates.isEmpty() && sdps.isEmpty();
            case OFFER, ANSWER, PROVISIONAL_ANSWER -> !sdps.isEmpty() && candidates.isEmpty();
            case PRE_OFFER, END_CALL -> candidates.isEmpty();
        };
        RuleViolation.require(hasContent, "call: expected what belongs to its step");
    }

    /** A step that has no content, or session descriptions. */
    public static Call of(CallMessage.Type step, UUID callId, List<String> sdps) {
        return new Call(step, callId, sdps, List.of());
    }

    /** Ways to reach the sender. */
    public static Call candidates(UUID callId, List<IceCandidate> candidates) {
        return new Call(CallMessage.Type.ICE_CANDIDATES, callId, List.of(), candidates);
    }

    static Call of(CallMessage call) {
        boolean isCandidates = call.type() == CallMessage.Type.ICE_CANDIDATES;
        return new Call(
                call.type(),
                callId(call.uuid()),
                isCandidates ? List.of() : call.sdps(),
                isCandidates ? candidates(call) : List.of());
    }

    @Override
    public MessageKind kind() {
        return MessageKind.CALL;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        List<String> lines = new ArrayList<>(sdps);
        List<Long> indexes = new ArrayList<>();
        List<String> mids = new ArrayList<>();
        for (IceCandidate candidate : candidates) {
            lines.add(candidate.sdp());
            indexes.add(candidate.sdpMLineIndex());
            mids.add(candidate.sdpMid());
        }
        return ContentFrame.begin(kind(), timestamp, expiration)
                .callMessage(new CallMessage(step, lines, indexes, mids, callId.toString()))
                .build();
    }

    /** Answering and ending are told to one's own devices too, so that they stop ringing. */
    @Override
    public Optional<Message> syncCopy(SessionId peer) {
        return isForOwnDevices(step) ? Optional.of(this) : Optional.empty();
    }

    static boolean isForOwnDevices(CallMessage.Type step) {
        return step == CallMessage.Type.ANSWER || step == CallMessage.Type.END_CALL;
    }

    /** {@link UUID#fromString} reads more forms than the one of 36 characters. */
    private static UUID callId(String text) {
        RuleViolation.require(
                text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), "call: expected a UUID as its id");
        return UUID.fromString(text);
    }

    private static List<IceCandidate> candidates(CallMessage call) {
        int count = call.sdps().size();
        RuleViolation.require(
                call.sdpMLineIndexes().size() == count && call.sdpMids().size() == count,
                "call: expected as many indexes and mids as candidates");
        List<IceCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candidates.add(new IceCandidate(
                    call.sdps().get(i),
                    call.sdpMLineIndexes().get(i),
                    call.sdpMids().get(i)));
        }
        return candidates;
    }

    /** Names the class only: the descriptions hold network addresses. */
    @Override
    public String toString() {
        return "Call";
    }

    /**
     * One way to reach the sender.
     *
     * @param sdpMLineIndex 0 to 2<sup>32</sup> − 1
     */
    public record IceCandidate(String sdp, long sdpMLineIndex, String sdpMid) {

        public IceCandidate {
            Objects.requireNonNull(sdp, "sdp");
            Objects.requireNonNull(sdpMid, "sdpMid");
            RuleViolation.require(
                    sdpMLineIndex >= 0 && sdpMLineIndex <= 0xffff_ffffL, "sdpMLineIndex: expected 32 bits");
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "IceCandidate";
        }
    }
}
