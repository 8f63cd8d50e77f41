package org.session4j.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.session4j.protocol.SessionId;

/** Who put which emoji to a message: immutable, emoji and people in the order in which they came. */
final class Reactions {

    /** More than people put to one message; who puts more wants to fill somebody's disk. */
    static final int MAX_EMOJI = 100;

    private Reactions() {}

    static Map<String, Set<SessionId>> copyOf(Map<String, Set<SessionId>> reactions) {
        Map<String, Set<SessionId>> copy = new LinkedHashMap<>();
        reactions.forEach((emoji, people) -> {
            if (!people.isEmpty()) {
                copy.put(emoji, Collections.unmodifiableSet(new LinkedHashSet<>(people)));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    static Map<String, Set<SessionId>> with(Map<String, Set<SessionId>> reactions, String emoji, SessionId who) {
        if (reactions.size() >= MAX_EMOJI && !reactions.containsKey(emoji)) {
            return reactions;
        }
        Map<String, Set<SessionId>> more = new LinkedHashMap<>(reactions);
        Set<SessionId> people = new LinkedHashSet<>(reactions.getOrDefault(emoji, Set.of()));
        people.add(who);
        more.put(emoji, people);
        return more;
    }

    static Map<String, Set<SessionId>> without(Map<String, Set<SessionId>> reactions, String emoji, SessionId who) {
        Map<String, Set<SessionId>> less = new LinkedHashMap<>(reactions);
        Set<SessionId> people = new LinkedHashSet<>(reactions.getOrDefault(emoji, Set.of()));
        people.remove(who);
        less.put(emoji, people);
        return less;
    }
}
