package org.session4j.examples;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.session4j.client.Conversation;
import org.session4j.client.EventListener;
import org.session4j.client.Group;
import org.session4j.client.GroupChanged;
import org.session4j.client.GroupInvited;
import org.session4j.client.GroupJoined;
import org.session4j.client.GroupMembersChanged;
import org.session4j.client.GroupPerson;
import org.session4j.client.GroupRole;
import org.session4j.client.GroupStatus;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionClientException;
import org.session4j.client.SessionEvent;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.MemberStatus;

/** How the bot behaves in groups. Events come one at a time, so nothing here needs a lock. */
final class GroupHost implements EventListener {

    private static final String HELP = String.join(
            "\n", "!members     who is here", "!topic       what this is about", "!topic TEXT  changes it, for admins");

    private static final Set<MemberStatus> EXPECTED = EnumSet.of(
            MemberStatus.INVITE_NOT_SENT,
            MemberStatus.INVITE_SENDING,
            MemberStatus.INVITE_FAILED,
            MemberStatus.INVITE_SENT);

    private final SessionClient client;
    private final PrintStream errors;

    /** Groups that the bot has joined and not yet said anything in. */
    private final Set<SessionId> silent = new HashSet<>();

    /** Who was there when it looked last, by group. */
    private final Map<SessionId, Set<SessionId>> known = new HashMap<>();

    GroupHost(SessionClient client, PrintStream errors) {
        this.client = client;
        this.errors = errors;
    }

    @Override
    public void onEvent(SessionEvent event) {
        try {
            if (event instanceof GroupInvited e) {
                group(e.conversation()).accept();
            } else if (event instanceof GroupJoined e) {
                silent.add(e.conversation().id());
                welcome(group(e.conversation()));
            } else if (event instanceof GroupChanged e) {
                welcome(group(e.conversation()));
                if (e.changes().contains(GroupChanged.Change.ROLE)) {
                    group(e.conversation()).send("Thank you, I am an admin now.");
                }
            } else if (event instanceof GroupMembersChanged e) {
                welcome(group(e.conversation()));
            } else if (event instanceof MessageReceived e && e.conversation() instanceof Conversation.Group here) {
                answer(group(here), e.sender(), e.text().trim());
            }
        } catch (SessionClientException e) {
            // Whatever is wrong with one group, there are others.
            errors.println("group-bot: " + e.getMessage());
        }
    }

    private Group group(Conversation.Group conversation) {
        return client.groups().of(conversation);
    }

    /** Introduces itself once there is a key to write with, and greets those who have come since it looked last. */
    private void welcome(Group group) {
        if (group.status() != GroupStatus.JOINED) {
            return;
        }
        if (silent.remove(group.id())) {
            group.send("Hello! I am a bot; !help says what I can do.");
        }
        Set<SessionId> here = new HashSet<>();
        for (GroupPerson person : group.members()) {
            if (!EXPECTED.contains(person.status())) {
                here.add(person.id());
            }
        }
        Set<SessionId> before = known.put(group.id(), here);
        for (GroupPerson person : group.members()) {
            boolean isNew = before != null && here.contains(person.id()) && !before.contains(person.id());
            if (isNew && !person.id().equals(client.sessionId())) {
                group.send("Welcome, " + name(person) + "!");
            }
        }
    }

    private void answer(Group group, SessionId sender, String text) {
        String[] words = text.split("\\s+", 2);
        switch (words[0]) {
            case "!help":
                group.send(HELP);
                break;
            case "!members":
                group.send(group.members().stream().map(this::line).collect(Collectors.joining("\n")));
                break;
            case "!topic":
                group.send(words.length < 2 ? topic(group) : changeTopic(group, sender, words[1]));
                break;
            default:
            // People may talk to each other.
        }
    }

    private String line(GroupPerson person) {
        return name(person)
                + (person.role() == GroupRole.ADMIN ? ", admin" : "")
                + (EXPECTED.contains(person.status()) ? ", invited" : "");
    }

    private String name(GroupPerson person) {
        if (person.id().equals(client.sessionId())) {
            return "myself";
        }
        return person.name().isEmpty() ? person.id().toString().substring(0, 10) : person.name();
    }

    private static String topic(Group group) {
        return group.description().isEmpty() ? "nobody has said what this is about" : group.description();
    }

    private static String changeTopic(Group group, SessionId sender, String topic) {
        boolean asked = group.members().stream()
                .anyMatch(person -> person.id().equals(sender) && person.role() == GroupRole.ADMIN);
        if (!asked || group.role() != GroupRole.ADMIN) {
            return asked ? "I would have to be an admin for that" : "that is for admins";
        }
        try {
            group.describe(topic);
            return "this is about " + topic;
        } catch (IllegalArgumentException tooLong) {
            return "that is too long";
        }
    }
}
