package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.GroupActionException;
import org.session4j.client.NetworkConnection;
import org.session4j.client.NewGroup;
import org.session4j.onion.Timing;
import org.session4j.protocol.SessionId;
import org.session4j.testkit.TestNetwork;

/** A hundred people in two groups; one is removed while five are away (groups: flows, modern profile for sender keys). */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class HundredMembersTest {

    private static final int MEMBERS = 100;

    /** Each that writes with a sender key hands it to all others one by one: with all of them that would be 9,900 letters. */
    private static final int WRITERS = 3;

    private static final int AWAY = 5;

    private static final Timing TIMING = Timing.standard().toBuilder()
            .set(Timing.Span.POLL, Duration.ofSeconds(2))
            .set(Timing.Span.PUSH, Duration.ofMillis(200))
            .build();

    private final List<Member> members = new ArrayList<>();
    private final List<SessionId> groups = new ArrayList<>();

    @Test
    void allReadAllAndWhoIsRemovedReadsNoMore() {
        try (TestNetwork network = TestNetwork.builder()
                        .nodes(12)
                        .swarms(4)
                        .timeScale(1)
                        .timing(TIMING)
                        .start();
                NetworkConnection connection =
                        NetworkConnection.builder(network).open()) {
            for (int i = 0; i < MEMBERS; i++) {
                members.add(new Member(connection));
            }
            Member admin = members.get(0);
            List<SessionId> invited = members.stream().skip(1).map(Member::id).collect(Collectors.toList());
            NewGroup plan = NewGroup.named("Hundred").withMembers(invited);
            groups.add(admin.client().groups().create(plan).id());
            groups.add(admin.client().groups().create(plan.withSenderKeys()).id());
            Device.await(() ->
                    groups.stream().allMatch(group -> members.stream().allMatch(one -> one.isIn(group))));
            writeAndRead("before", members.subList(0, WRITERS), members);

            Member removed = members.get(MEMBERS - 1);
            List<Member> away = members.subList(MEMBERS - 1 - AWAY, MEMBERS - 1);
            List<Member> stay = members.subList(0, MEMBERS - 1 - AWAY);
            away.forEach(Member::leaveTheScene);
            groups.forEach(group -> admin.group(group).remove(List.of(removed.id()), false));
            Device.await(() -> groups.stream().allMatch(removed::isOut));
            writeAndRead("without", members.subList(0, 1), stay);

            away.forEach(Member::comeBack);
            awaitTexts("without", members.subList(0, 1), away);
            writeAndRead("back", away.subList(0, 1), members.subList(0, MEMBERS - 1));

            assertThat(removed).matches(one -> !one.hasRead(text("without", groups.get(0), admin)));
            assertThat(removed).matches(one -> !one.hasRead(text("without", groups.get(1), admin)));
            for (SessionId group : groups) {
                assertThatThrownBy(() -> removed.group(group).send("still here"))
                        .isInstanceOf(GroupActionException.class)
                        .extracting(failure -> ((GroupActionException) failure).reason())
                        .isEqualTo(GroupActionException.Reason.REMOVED);
            }
            members.forEach(Member::close);
        }
    }

    private void writeAndRead(String word, List<Member> writers, List<Member> readers) {
        for (SessionId group : groups) {
            CompletableFuture.allOf(writers.stream()
                            .map(writer -> writer.group(group).chat().async().send(text(word, group, writer)))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        awaitTexts(word, writers, readers);
    }

    private void awaitTexts(String word, List<Member> writers, List<Member> readers) {
        Predicate<Member> hasAll = reader -> writers.stream()
                .filter(writer -> writer != reader)
                .allMatch(writer -> groups.stream().allMatch(group -> reader.hasRead(text(word, group, writer))));
        Device.await(() -> readers.stream().allMatch(hasAll));
    }

    private static String text(String word, SessionId group, Member writer) {
        return word + " " + group + " " + writer.id();
    }
}
