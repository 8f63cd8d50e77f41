package org.session4j.protocol.config.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;

/** Data of any shape can be read, and what was read can be written back and is the same then. */
class HostileDataTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final Crypto crypto = Crypto.named("bouncycastle");

    @Property(tries = 3_000)
    void data_of_any_shape_are_read(@ForAll ConfigType type, @ForAll long seed) throws Exception {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        ConfigAuthor author =
                type.isOfGroup() ? ConfigAuthor.groupAdmin(random.group(), crypto) : ConfigAuthor.account(crypto);
        ConfigDocument document = ConfigDocument.create(type, author).edit(data -> random.fill(data, 4));

        switch (type) {
            case USER_PROFILE -> readAll(UserProfile.of(document));
            case CONTACTS -> check(Contacts.of(document, random.id(IdKind.STANDARD)));
            case CONVO_INFO_VOLATILE -> check(ConvoInfoVolatile.of(document));
            case USER_GROUPS -> check(UserGroups.of(document, crypto));
            case GROUP_INFO -> readAll(GroupInfo.of(document));
            case GROUP_MEMBERS -> check(GroupMembers.of(document));
        }
    }

    private static void check(Contacts contacts) throws Exception {
        readAll(contacts);
        for (Contact contact : contacts.all()) {
            assertThat(contacts.with(contact).find(contact.id())).contains(contact);
        }
        for (BlindedContact contact : contacts.blinded()) {
            assertThat(contacts.with(contact).blinded()).contains(contact);
            assertThat(contacts.without(contact).blinded()).doesNotContain(contact);
        }
    }

    private static void check(ConvoInfoVolatile convos) throws Exception {
        readAll(convos);
        for (Map.Entry<ConversationId, ReadState> entry : convos.all().entrySet()) {
            ReadState state = entry.getValue();
            assertThat(convos.find(entry.getKey())).contains(state);
            assertThat(convos.without(entry.getKey()).find(entry.getKey())).isEmpty();
        }
        assertThat(convos.withoutStale(NOW).withoutStale(NOW).all())
                .isEqualTo(convos.withoutStale(NOW).all());
    }

    private static void check(UserGroups groups) throws Exception {
        readAll(groups);
        for (JoinedGroup group : groups.groups()) {
            assertThat(groups.with(group).findGroup(group.id())).contains(group);
        }
        for (JoinedCommunity community : groups.communities()) {
            assertThat(groups.with(community).communities()).contains(community);
        }
        for (JoinedLegacyGroup group : groups.legacyGroups()) {
            assertThat(groups.with(group).findLegacyGroup(group.id())).contains(group);
        }
    }

    private static void check(GroupMembers members) throws Exception {
        readAll(members);
        for (GroupMember member : members.all()) {
            assertThat(members.with(member).find(member.id())).contains(member);
            assertThat(members.status(member)).isNotNull();
        }
    }

    /** Calls everything that can be asked without an argument, and goes on with what comes. */
    private static void readAll(Object object) throws Exception {
        for (Method method : object.getClass().getDeclaredMethods()) {
            if (method.getParameterCount() == 0
                    && Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())) {
                Object answer = method.invoke(object);
                Collection<?> answers = answer instanceof Collection<?> many
                        ? many
                        : answer instanceof Optional<?> one ? one.stream().toList() : List.of();
                for (Object one : answers) {
                    if (one instanceof Entry<?>) {
                        readAll(one);
                    }
                }
            }
        }
    }
}
