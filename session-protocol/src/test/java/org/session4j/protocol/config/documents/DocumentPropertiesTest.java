package org.session4j.protocol.config.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Whatever is done to a document: what was written is read, writing it again is no change, what is taken away leaves no
 * trace, and what others wrote stays.
 */
class DocumentPropertiesTest {

    private static final int EDITS = 15;
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SessionId OWN = SessionId.of(IdKind.STANDARD, new byte[32]);

    private final Crypto crypto = Crypto.named("bouncycastle");

    private ConfigDocument document(ConfigType type, RandomDocuments random) {
        return ConfigDocument.create(
                type,
                type.isOfGroup() ? ConfigAuthor.groupAdmin(random.group(), crypto) : ConfigAuthor.account(crypto));
    }

    /** The document after someone with a newer app has been at it. */
    private static ConfigDocument planted(ConfigDocument document) {
        return document.edit(to -> RandomDocuments.plant(document.data(), to));
    }

    /** All paths on which there is a key that we do not know. */
    private static Set<String> unknown(ConfigDict data, String path) {
        Set<String> found = new HashSet<>();
        data.entries().forEach((key, value) -> {
            String at = path + "/" + key.toHex();
            if (key.equals(Bytes.utf8("~new"))) {
                found.add(at);
            }
            if (value instanceof ConfigDict dict) {
                found.addAll(unknown(dict, at));
            }
        });
        return found;
    }

    @Property(tries = 1_000)
    void contacts_are_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        SessionId own = SessionId.of(IdKind.STANDARD, random.bytes(32).toByteArray());
        Contacts contacts = Contacts.of(document(ConfigType.CONTACTS, random), own);
        Map<SessionId, Contact> model = new HashMap<>();
        for (int i = 0; i < EDITS; i++) {
            SessionId id = random.id(IdKind.STANDARD);
            if (random.chance()) {
                contacts = contacts.without(id);
                model.remove(id);
            } else {
                Contact contact = random.change(contacts.find(id).orElseGet(() -> Contact.of(id)));
                contacts = contacts.with(contact);
                model.put(id, contact);
                assertThat(contacts.with(contact).document()).isSameAs(contacts.document());
            }
            assertThat(contacts.all()).containsExactlyInAnyOrderElementsOf(model.values());
            assertThat(contacts.find(id)).isEqualTo(Optional.ofNullable(model.get(id)));
        }
        ConfigDocument before = contacts.document();
        SessionId stranger = SessionId.of(IdKind.STANDARD, random.bytes(32).toByteArray());
        Contacts without = contacts.with(random.change(Contact.of(stranger))).without(stranger);
        assertThat(without.document().data()).isEqualTo(before.data());

        Contacts planted = Contacts.of(planted(before), own);
        Set<String> unknown = unknown(planted.document().data(), "");
        for (Contact contact : planted.all()) {
            planted = planted.with(random.change(contact));
        }
        assertThat(unknown(planted.document().data(), "")).isEqualTo(unknown);
    }

    @Property(tries = 1_000)
    void blinded_contacts_are_what_was_written(@ForAll long seed) throws Exception {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        Contacts contacts = Contacts.of(document(ConfigType.CONTACTS, random), OWN);
        ConfigDict empty = contacts.document().data();
        Map<Object, BlindedContact> model = new HashMap<>();
        X25519PublicKey serverKey = X25519PublicKey.of(new byte[32]);
        for (int i = 0; i < EDITS; i++) {
            SessionId id = random.id(IdKind.BLINDED_25);
            String base = random.pick(List.of("https://example.org", "https://example.net:1"));
            BlindedContact contact = random.change(BlindedContact.of(base, serverKey, id));
            if (random.chance()) {
                contacts = contacts.without(contact);
                model.remove(contact.about());
            } else {
                contacts = contacts.with(contact);
                model.put(contact.about(), contact);
                assertThat(contacts.with(contact).document()).isSameAs(contacts.document());
            }
            assertThat(contacts.blinded()).containsExactlyInAnyOrderElementsOf(model.values());
        }
        for (BlindedContact contact : model.values()) {
            contacts = contacts.without(contact);
        }
        assertThat(contacts.document().data()).isEqualTo(empty);
    }

    @Property(tries = 1_000)
    void groups_and_communities_are_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        UserGroups groups = UserGroups.of(document(ConfigType.USER_GROUPS, random), crypto);
        Map<Object, JoinedConversation<?>> model = new HashMap<>();
        for (int i = 0; i < EDITS; i++) {
            groups = changed(groups, random, model);
            List<JoinedConversation<?>> all = new ArrayList<>();
            all.addAll(groups.groups());
            all.addAll(groups.communities());
            all.addAll(groups.legacyGroups());
            assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
        }
        UserGroups planted = UserGroups.of(planted(groups.document()), crypto);
        Set<String> unknown = unknown(planted.document().data(), "");
        for (JoinedGroup group : planted.groups()) {
            planted = planted.with(random.change(group));
        }
        for (JoinedCommunity community : planted.communities()) {
            planted = planted.with(random.change(community));
        }
        for (JoinedLegacyGroup group : planted.legacyGroups()) {
            planted = planted.with(random.change(group));
        }
        assertThat(unknown(planted.document().data(), "")).isEqualTo(unknown);

        for (JoinedConversation<?> joined : model.values()) {
            groups = without(groups, joined);
        }
        assertThat(groups.document().data()).isEqualTo(ConfigDict.empty());
    }

    private static UserGroups changed(
            UserGroups groups, RandomDocuments random, Map<Object, JoinedConversation<?>> model) {
        JoinedConversation<?> joined;
        UserGroups changed;
        if (random.chance()) {
            SessionId id = random.id(IdKind.GROUP);
            JoinedGroup group = random.change(groups.findGroup(id).orElseGet(() -> JoinedGroup.of(id)));
            joined = group;
            changed = groups.with(group);
            assertThat(changed.with(group).document()).isSameAs(changed.document());
        } else if (random.chance()) {
            CommunityUrl url = random.room();
            JoinedCommunity room = random.change(groups.findCommunity(url).orElseGet(() -> JoinedCommunity.of(url)));
            joined = room;
            changed = groups.with(room);
            assertThat(changed.with(room).document()).isSameAs(changed.document());
        } else {
            SessionId id = random.id(IdKind.STANDARD);
            JoinedLegacyGroup group =
                    random.change(groups.findLegacyGroup(id).orElseGet(() -> JoinedLegacyGroup.of(id)));
            joined = group;
            changed = groups.with(group);
            assertThat(changed.with(group).document()).isSameAs(changed.document());
        }
        if (random.chance()) {
            model.remove(joined.about());
            return without(changed, joined);
        }
        model.put(joined.about(), joined);
        return changed;
    }

    private static UserGroups without(UserGroups groups, JoinedConversation<?> joined) {
        if (joined instanceof JoinedGroup group) {
            return groups.withoutGroup(group.id());
        }
        return joined instanceof JoinedCommunity community
                ? groups.withoutCommunity(community.url())
                : groups.withoutLegacyGroup(((JoinedLegacyGroup) joined).id());
    }

    @Property(tries = 1_000)
    void read_positions_are_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        ConvoInfoVolatile convos = ConvoInfoVolatile.of(document(ConfigType.CONVO_INFO_VOLATILE, random));
        Map<ConversationId, ReadState> model = new HashMap<>();
        for (int i = 0; i < EDITS; i++) {
            ConversationId id = random.conversation();
            if (random.chance()) {
                convos = convos.without(id);
                model.remove(id);
            } else {
                Duration ago = Duration.ofHours(random.priority() * 300L);
                ReadState state = new ReadState(NOW.minus(ago), random.chance());
                convos = convos.with(id, state, NOW);
                ReadState before = model.getOrDefault(id, ReadState.NONE);
                boolean known = !before.lastRead().equals(Instant.EPOCH);
                boolean written = ago.compareTo(ConvoInfoVolatile.WRITTEN_FOR) < 0
                        || (known && state.lastRead().isBefore(before.lastRead()));
                ReadState after = written ? state : new ReadState(before.lastRead(), state.markedUnread());
                model.put(id, after);
                if (after.equals(ReadState.NONE)) {
                    model.remove(id);
                }
                assertThat(convos.with(id, state, NOW).document()).isSameAs(convos.document());
            }
            if (model.containsKey(id) || !(id instanceof ConversationId.Blinded)) {
                assertThat(convos.find(id)).isEqualTo(Optional.ofNullable(model.get(id)));
            }
        }
        ConvoInfoVolatile planted = ConvoInfoVolatile.of(planted(convos.document()));
        Set<String> unknown = unknown(planted.document().data(), "");
        for (ConversationId id : planted.all().keySet()) {
            planted = planted.with(id, ReadState.readUntil(NOW), NOW);
        }
        assertThat(unknown(planted.document().data(), "")).isEqualTo(unknown);
    }

    @Property(tries = 1_000)
    void members_are_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        GroupMembers members = GroupMembers.of(document(ConfigType.GROUP_MEMBERS, random));
        Map<SessionId, GroupMember> model = new HashMap<>();
        for (int i = 0; i < EDITS; i++) {
            SessionId id = random.id(IdKind.STANDARD);
            if (random.chance()) {
                members = members.without(id);
                model.remove(id);
            } else {
                GroupMember member = random.change(members.find(id).orElseGet(() -> GroupMember.of(id)));
                members = members.with(member);
                model.put(id, member);
                assertThat(members.with(member).document()).isSameAs(members.document());
            }
            assertThat(members.all()).containsExactlyInAnyOrderElementsOf(model.values());
        }
        GroupMembers planted = GroupMembers.of(planted(members.document()));
        Set<String> unknown = unknown(planted.document().data(), "");
        for (GroupMember member : planted.all()) {
            planted = planted.with(random.change(member));
        }
        assertThat(unknown(planted.document().data(), "")).isEqualTo(unknown);

        for (SessionId id : model.keySet()) {
            members = members.without(id);
        }
        assertThat(members.document().data()).isEqualTo(ConfigDict.empty());
        assertThat(members.document().extra().entries()).isEmpty();
    }

    @Property(tries = 1_000)
    void a_profile_is_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        UserProfile profile = UserProfile.of(planted(document(ConfigType.USER_PROFILE, random)));
        for (int i = 0; i < EDITS; i++) {
            String name = random.name();
            ProfilePicture picture = random.picture();
            int priority = random.priority();
            Duration timer = random.timer();
            Boolean allowed = random.pick(List.of(true, false));
            Set<Long> features = Set.of((long) random.priority());
            Instant time = NOW.plusSeconds(i);

            profile = profile.withName(name)
                    .withPicture(picture)
                    .withNoteToSelfPriority(priority)
                    .withNoteToSelfTimer(timer)
                    .withCommunityMessageRequests(allowed)
                    .withUpdated(time)
                    .withProExpiry(time)
                    .withProFeatures(features);

            assertThat(profile.name()).isEqualTo(name);
            assertThat(profile.picture()).isEqualTo(Optional.ofNullable(picture));
            assertThat(profile.noteToSelfPriority()).isEqualTo(priority);
            assertThat(profile.noteToSelfTimer()).isEqualTo(Optional.ofNullable(timer));
            assertThat(profile.communityMessageRequests()).contains(allowed);
            assertThat(profile.updated()).contains(time);
            assertThat(profile.proExpiry()).contains(time);
            assertThat(profile.proFeatures()).isEqualTo(features);
            assertThat(profile.withName(name).withPicture(picture).document()).isSameAs(profile.document());
        }
        assertThat(unknown(profile.document().data(), "")).hasSize(1);
    }

    @Property(tries = 1_000)
    void group_info_is_what_was_written(@ForAll long seed) {
        RandomDocuments random = new RandomDocuments(seed, crypto);
        GroupInfo info = GroupInfo.of(planted(document(ConfigType.GROUP_INFO, random)));
        for (int i = 0; i < EDITS; i++) {
            String name = random.name();
            String description = random.name() + random.name();
            ProfilePicture picture = random.picture();
            Duration timer = random.timer();
            Instant created = random.time();
            Instant before = random.time();
            Instant filesBefore = random.time();

            info = info.withName(name)
                    .withDescription(description)
                    .withPicture(picture)
                    .withTimer(timer)
                    .withCreated(created)
                    .withDeleteBefore(before)
                    .withDeleteAttachmentsBefore(filesBefore);

            assertThat(info.name()).isEqualTo(name);
            assertThat(info.description()).isEqualTo(description);
            assertThat(info.picture()).isEqualTo(Optional.ofNullable(picture));
            assertThat(info.timer()).isEqualTo(Optional.ofNullable(timer));
            assertThat(info.created()).isEqualTo(Optional.ofNullable(created));
            assertThat(info.deleteBefore()).isEqualTo(Optional.ofNullable(before));
            assertThat(info.deleteAttachmentsBefore()).isEqualTo(Optional.ofNullable(filesBefore));
            assertThat(info.withName(name).withTimer(timer).document()).isSameAs(info.document());
        }
        assertThat(info.isDestroyed()).isFalse();
        assertThat(info.destroyed().isDestroyed()).isTrue();
        assertThat(unknown(info.document().data(), "")).hasSize(1);
    }
}
