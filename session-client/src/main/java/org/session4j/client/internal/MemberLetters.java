package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.client.internal.groups.People;
import org.session4j.client.internal.groups.SentLetters;
import org.session4j.client.internal.rules.Draft;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAccess;
import org.session4j.groups.v2.SubaccountAuth;
import org.session4j.groups.v2.SubaccountToken;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.MemberStatus;

/**
 * Sends invitations and promotions, one to one (groups: flows). The device that has written down that one is to be sent sends
 * it; another one waits whether it comes back, and then does it itself.
 */
final class MemberLetters implements GroupDuty {

    /** So long others are waited for. */
    static final Duration OTHERS_MAY_TAKE = Duration.ofMinutes(10);

    private static final Set<MemberStatus> OURS = Set.of(MemberStatus.INVITE_SENDING, MemberStatus.PROMOTION_SENDING);
    private static final Set<MemberStatus> OTHERS =
            Set.of(MemberStatus.INVITE_NOT_SENT, MemberStatus.PROMOTION_NOT_SENT);

    private final GroupId group;
    private final ChoreTools tools;

    /** Since when this device knows of letters that others are to send. */
    private final Map<SessionId, Instant> noticed = new ConcurrentHashMap<>();

    MemberLetters(GroupId group, ChoreTools tools) {
        this.group = group;
        this.tools = tools;
    }

    @Override
    public boolean isDue(GroupState state) {
        return !unsent(state).isEmpty();
    }

    /** Who has asked for them does not wait until they have arrived. */
    @Override
    public boolean isWaitedFor() {
        return false;
    }

    private List<GroupMember> unsent(GroupState state) {
        List<GroupMember> unsent = state.members().all().stream()
                .filter(member -> isOurTurn(member.id(), state.members().status(member)))
                .collect(Collectors.toList());
        if (!unsent.isEmpty()) {
            Set<SessionId> onTheirWay = onTheirWay();
            unsent.removeIf(member -> onTheirWay.contains(member.id()));
        }
        return unsent;
    }

    private boolean isOurTurn(SessionId member, MemberStatus status) {
        if (!OTHERS.contains(status)) {
            noticed.remove(member);
            return OURS.contains(status);
        }
        Instant now = tools.clock().get();
        Instant since = noticed.computeIfAbsent(member, unknown -> now);
        return !now.isBefore(since.plus(OTHERS_MAY_TAKE));
    }

    private Set<SessionId> onTheirWay() {
        Set<SessionId> recipients = new HashSet<>();
        for (PendingMessage pending :
                tools.ledger().store().pending(tools.ledger().account())) {
            if (pending.conversation() instanceof Conversation.Direct direct
                    && SentLetters.group(pending.body().message(), tools.crypto())
                            .filter(group::equals)
                            .isPresent()) {
                recipients.add(direct.peer());
            }
        }
        return recipients;
    }

    /** Those who come back may have had their rights taken (groups: flows). */
    @Override
    public CompletableFuture<?> perform(GroupState state, GroupMailbox mailbox) {
        List<GroupMember> unsent = unsent(state);
        List<SubaccountToken> tokens = state.admin()
                .map(admin -> GroupTokens.of(
                        admin, unsent.stream().map(GroupMember::id).collect(Collectors.toList())))
                .orElse(List.of());
        return GroupTokens.each(tokens, mailbox::unrevoke).thenRunAsync(() -> send(unsent), tools.workers());
    }

    private void send(List<GroupMember> unsent) {
        List<PendingMessage> letters = tools.ledger().change(draft -> {
            List<PendingMessage> prepared = new ArrayList<>();
            for (GroupMember member : unsent) {
                prepare(draft, member.id()).ifPresent(prepared::add);
            }
            return prepared;
        });
        letters.forEach(this::deliver);
    }

    private Optional<PendingMessage> prepare(Draft draft, SessionId recipient) {
        GroupState state = draft.group(group).orElse(null);
        Optional<GroupMember> member =
                state == null ? Optional.empty() : state.members().find(recipient);
        if (state == null
                || !state.admin().isPresent()
                || !member.filter(SentLetters::isUnsent).isPresent()) {
            return Optional.empty();
        }
        try {
            GroupControl.Direct letter = letter(state, state.admin().get(), member.get());
            return Optional.of(tools.outbox()
                    .prepare(
                            draft,
                            new Conversation.Direct(recipient),
                            tools.notices().of(letter)));
        } catch (MalformedDataException idOfNobody) {
            draft.put(People.with(state, SentLetters.failed(member.get())));
            return Optional.empty();
        }
    }

    private GroupControl.Direct letter(GroupState state, AdminKey admin, GroupMember member)
            throws MalformedDataException {
        String name = state.info().name();
        return member.isAdmin()
                ? new GroupControl.Promotion(admin, name)
                : new GroupControl.Invite(
                        group, name, SubaccountAuth.issue(admin, member.id(), SubaccountAccess.MEMBER));
    }

    private void deliver(PendingMessage letter) {
        SessionId recipient = ((Conversation.Direct) letter.conversation()).peer();
        CompletableFuture<?> unused = tools.outbox()
                .deliver(letter, false)
                .whenCompleteAsync(
                        (sent, failure) -> {
                            if (failure != null && !(NetworkFailures.cause(failure) instanceof ClientClosedException)) {
                                tools.failures().guard(() -> failed(recipient));
                            }
                        },
                        tools.workers());
    }

    private void failed(SessionId recipient) {
        tools.ledger()
                .update(draft -> draft.group(group)
                        .ifPresent(state -> state.members()
                                .find(recipient)
                                .filter(SentLetters::isUnsent)
                                .ifPresent(member -> draft.put(People.with(state, SentLetters.failed(member))))));
    }
}
