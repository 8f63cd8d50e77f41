package org.session4j.protocol.config.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;

class DocumentRulesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SessionId ADA = id(IdKind.STANDARD, 1);
    private static final SessionId BOB = id(IdKind.STANDARD, 2);
    private static final X25519PublicKey SERVER_KEY = X25519PublicKey.of(new byte[32]);

    private final Crypto crypto = Crypto.get();
    private final Ed25519KeyPair groupKey = Ed25519KeyPair.ofSeed(new byte[32], crypto);
    private final SessionId groupId =
            SessionId.of(IdKind.GROUP, groupKey.publicKey().toByteArray());
    private final GroupMembers members =
            GroupMembers.of(ConfigDocument.create(ConfigType.GROUP_MEMBERS, ConfigAuthor.groupAdmin(groupKey, crypto)));

    private static SessionId id(IdKind kind, int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return SessionId.of(kind, key);
    }

    private ConfigDocument document(ConfigType type) {
        return ConfigDocument.create(type, ConfigAuthor.account(crypto));
    }

    private static Bytes key(SessionId id) {
        return Bytes.of(id.toByteArray());
    }

    @Test
    void a_view_is_of_a_document_of_its_type() {
        assertThatThrownBy(() -> UserProfile.of(document(ConfigType.CONTACTS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("USER_PROFILE");
    }

    @Test
    void names_are_cut_between_characters() {
        assertThat(ConfigName.truncate("x".repeat(97) + "🎂")).isEqualTo("x".repeat(97));
        assertThat(ConfigName.truncate("x".repeat(96) + "🎂")).isEqualTo("x".repeat(96) + "🎂");
        assertThat(ConfigName.truncate("é".repeat(60))).isEqualTo("é".repeat(50));
        assertThat(Contact.of(ADA).withName("é".repeat(60)).name()).isEqualTo("é".repeat(50));
    }

    @Test
    void what_is_too_long_is_refused_with_the_limit() {
        UserProfile profile = UserProfile.of(document(ConfigType.USER_PROFILE));
        GroupInfo info =
                GroupInfo.of(ConfigDocument.create(ConfigType.GROUP_INFO, ConfigAuthor.groupAdmin(groupKey, crypto)));

        assertThatThrownBy(() -> profile.withName("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: expected at most 100 bytes, got 101");
        assertThatThrownBy(() -> info.withName("é".repeat(51))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> info.withDescription("x".repeat(601)))
                .hasMessage("description: expected at most 600 bytes, got 601");
        assertThat(info.withDescription("x".repeat(600)).description()).hasSize(600);
        assertThatThrownBy(() -> GroupMember.of(ADA).withName("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Contact.of(ADA).withNickname("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProfilePicture.of("http://x.y/" + "p".repeat(213), Bytes.of(new byte[32])))
                .hasMessage("url: expected 1 to 223 bytes, got 224");
        assertThatThrownBy(() -> ProfilePicture.of("http://x.y/", Bytes.of(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_is_no_contact_of_oneself() {
        ConfigDocument withOwn = Contacts.of(document(ConfigType.CONTACTS), BOB)
                .with(Contact.of(ADA))
                .document();
        Contacts contacts = Contacts.of(withOwn, ADA);

        assertThat(contacts.all()).isEmpty();
        assertThat(contacts.find(ADA)).isEmpty();
        assertThatThrownBy(() -> contacts.with(Contact.of(ADA))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_is_not_changed_keeps_the_bytes_it_has() {
        Bytes odd = Bytes.of((byte) 'a', (byte) 0xff, (byte) 0xc3);
        ConfigDocument document = document(ConfigType.CONTACTS)
                .edit(data -> data.dict(Bytes.utf8("c")).dict(key(ADA)).set(Bytes.utf8("n"), odd));
        Contacts contacts = Contacts.of(document, BOB);

        Contacts blocked = contacts.with(contacts.find(ADA).orElseThrow().withBlocked(true));

        assertThat(blocked.document()
                        .data()
                        .dict(Bytes.utf8("c"))
                        .dict(key(ADA))
                        .string(Bytes.utf8("n")))
                .contains(odd);
    }

    @Test
    void half_a_picture_or_a_timer_without_a_mode_is_none_and_goes_when_the_entry_is_written() {
        ConfigDocument document = document(ConfigType.CONTACTS).edit(data -> {
            var contact = data.dict(Bytes.utf8("c")).dict(key(ADA));
            contact.set(Bytes.utf8("p"), Bytes.utf8("http://x.y"));
            contact.set(Bytes.utf8("E"), 60);
        });
        Contacts contacts = Contacts.of(document, BOB);
        Contact ada = contacts.find(ADA).orElseThrow();

        assertThat(ada.picture()).isEmpty();
        assertThat(ada.expiration()).isEqualTo(Expiration.OFF);
        assertThat(contacts.with(ada)
                        .document()
                        .data()
                        .dict(Bytes.utf8("c"))
                        .dict(key(ADA))
                        .entries())
                .containsOnlyKeys(Bytes.utf8("n"));
    }

    @Test
    void times_in_milliseconds_or_microseconds_are_read_as_what_they_mean() {
        ConfigDocument document = document(ConfigType.CONTACTS).edit(data -> {
            var contact = data.dict(Bytes.utf8("c")).dict(key(ADA));
            contact.set(Bytes.utf8("j"), 1_700_000_000_123L);
            contact.set(Bytes.utf8("!"), 1_700_000_000_123_456L);
        });
        Contact ada = Contacts.of(document, BOB).find(ADA).orElseThrow();

        assertThat(ada.created()).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(ada.mutedUntil()).contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void a_picture_that_was_uploaded_again_is_used_if_it_is_later_than_the_profile() {
        ProfilePicture first = ProfilePicture.of("http://x.y/1", Bytes.of(new byte[32]));
        ProfilePicture again = ProfilePicture.of("http://x.y/2", Bytes.of(new byte[32]));
        UserProfile profile = UserProfile.of(document(ConfigType.USER_PROFILE))
                .withPicture(first)
                .withUpdated(NOW);

        assertThat(profile.withRenewedPicture(again, NOW.plusSeconds(1)).picture())
                .contains(again);
        assertThat(profile.withRenewedPicture(again, NOW).picture()).contains(first);
        assertThat(profile.withRenewedPicture(again, NOW.plusSeconds(1))
                        .withPicture(null)
                        .picture())
                .isEmpty();
    }

    @Test
    void a_choice_can_be_taken_back() {
        UserProfile profile = UserProfile.of(document(ConfigType.USER_PROFILE));

        assertThat(profile.communityMessageRequests()).isEmpty();
        assertThat(profile.withCommunityMessageRequests(false).communityMessageRequests())
                .contains(false);
        assertThat(profile.withCommunityMessageRequests(false)
                        .withCommunityMessageRequests(null)
                        .communityMessageRequests())
                .isEmpty();
    }

    @Test
    void positions_of_long_ago_are_written_only_to_take_others_back() {
        ConversationId ada = new ConversationId.OneToOne(ADA);
        ConvoInfoVolatile convos = ConvoInfoVolatile.of(document(ConfigType.CONVO_INFO_VOLATILE));
        ReadState old = ReadState.readUntil(NOW.minus(Duration.ofDays(30)));

        assertThat(convos.with(ada, old, NOW).document()).isSameAs(convos.document());
        assertThat(convos.with(ada, ReadState.readUntil(NOW), NOW)
                        .with(ada, old, NOW)
                        .find(ada))
                .contains(old);
    }

    @Test
    void what_was_read_last_long_ago_is_stale_unless_it_is_marked_or_a_group() {
        Instant then = NOW.minus(Duration.ofDays(46));
        ReadState read = ReadState.readUntil(then);
        ConversationId ada = new ConversationId.OneToOne(ADA);
        ConversationId bob = new ConversationId.OneToOne(BOB);
        ConversationId group = new ConversationId.Group(groupId);
        ConversationId room = new ConversationId.Community(new CommunityUrl("https://example.org", "room", SERVER_KEY));
        ConvoInfoVolatile convos = ConvoInfoVolatile.of(document(ConfigType.CONVO_INFO_VOLATILE))
                .with(ada, read, then)
                .with(bob, new ReadState(then, true), then)
                .with(group, read, then)
                .with(room, read, then);

        assertThat(convos.withoutStale(then.plus(Duration.ofDays(45))).document())
                .isSameAs(convos.document());
        assertThat(convos.withoutStale(NOW).all()).containsOnlyKeys(bob, group);
        assertThat(convos.withoutStale(NOW)
                        .document()
                        .data()
                        .dict(Bytes.utf8("o"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_room_keeps_the_spelling_it_came_with_and_the_last_takes_its_server_along() {
        CommunityUrl room = new CommunityUrl("https://example.org", "Room", SERVER_KEY);
        CommunityUrl shouted = new CommunityUrl("https://example.org", "ROOM", SERVER_KEY);
        UserGroups groups = UserGroups.of(document(ConfigType.USER_GROUPS), crypto);

        UserGroups joined = groups.with(JoinedCommunity.of(room))
                .with(JoinedCommunity.of(shouted).withPriority(1));

        assertThat(joined.communities()).singleElement().satisfies(community -> {
            assertThat(community.url()).isEqualTo(room);
            assertThat(community.priority()).isEqualTo(1);
        });
        assertThat(joined.withoutCommunity(shouted).document().data())
                .isEqualTo(groups.document().data());
    }

    @Test
    void who_was_removed_from_a_group_has_no_rights_left_and_a_destroyed_group_stays_so() {
        JoinedGroup admin = JoinedGroup.of(groupId).withAdminKey(groupKey);

        assertThat(admin.isAdmin()).isTrue();
        assertThat(admin.kicked().isAdmin()).isFalse();
        assertThat(admin.kicked().access()).isEqualTo(GroupAccess.KICKED);
        assertThat(admin.destroyed().kicked().access()).isEqualTo(GroupAccess.DESTROYED);
        assertThat(admin.kicked().reopened().access()).isEqualTo(GroupAccess.OPEN);
        assertThatThrownBy(() -> JoinedGroup.of(id(IdKind.GROUP, 1)).withAdminKey(groupKey))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_proof_of_a_member_stays_when_the_member_becomes_an_admin() {
        Bytes proof = Bytes.of(new byte[100]);
        UserGroups groups = UserGroups.of(document(ConfigType.USER_GROUPS), crypto)
                .with(JoinedGroup.of(groupId).withAuthData(proof));

        UserGroups promoted =
                groups.with(groups.findGroup(groupId).orElseThrow().withAdminKey(groupKey));

        JoinedGroup group = promoted.findGroup(groupId).orElseThrow();
        assertThat(group.isAdmin()).isTrue();
        assertThat(group.authData()).contains(proof);
        assertThat(group.withAuthData(Bytes.empty())).isEqualTo(group);
    }

    @Test
    void a_key_that_is_not_that_of_the_group_counts_as_none() {
        ConfigDocument document = document(ConfigType.USER_GROUPS)
                .edit(data -> data.dict(Bytes.utf8("g"))
                        .dict(key(id(IdKind.GROUP, 9)))
                        .set(Bytes.utf8("K"), Bytes.of(new byte[32])));

        assertThat(UserGroups.of(document, crypto).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.isAdmin()).isFalse());
    }

    @Test
    void who_is_in_both_sets_of_a_legacy_group_is_no_admin_and_leaves_one_when_it_is_written() {
        ConfigSet both = ConfigSet.of(List.of(new ConfigString(key(ADA))));
        ConfigDocument document = document(ConfigType.USER_GROUPS).edit(data -> {
            var group = data.dict(Bytes.utf8("C")).dict(key(BOB));
            group.set(Bytes.utf8("m"), both);
            group.set(Bytes.utf8("a"), both);
        });
        UserGroups groups = UserGroups.of(document, crypto);
        JoinedLegacyGroup group = groups.findLegacyGroup(BOB).orElseThrow();

        assertThat(group.members()).containsExactly(ADA);
        assertThat(group.admins()).isEmpty();
        assertThat(groups.with(group)
                        .document()
                        .data()
                        .dict(Bytes.utf8("C"))
                        .dict(key(BOB))
                        .set(Bytes.utf8("a"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void an_invitation_is_being_sent_until_the_member_is_written_as_something_else() {
        GroupMember ada = GroupMember.of(ADA);
        assertThat(members.status(ada)).isEqualTo(MemberStatus.INVITE_NOT_SENT);

        GroupMembers invited = members.with(ada);
        assertThat(invited.status(ada)).isEqualTo(MemberStatus.INVITE_SENDING);

        GroupMembers sent = invited.with(ada.after(MemberChange.INVITE_SENT));
        assertThat(sent.status(sent.find(ADA).orElseThrow())).isEqualTo(MemberStatus.INVITE_SENT);
        assertThat(sent.status(ada)).isEqualTo(MemberStatus.INVITE_NOT_SENT);

        GroupMembers promoted = sent.with(ada.after(MemberChange.PROMOTED));
        assertThat(promoted.status(promoted.find(ADA).orElseThrow())).isEqualTo(MemberStatus.PROMOTION_SENDING);
        assertThat(promoted.without(ADA).document().extra().entries()).isEmpty();
    }

    @Test
    void what_others_keep_in_the_extra_data_stays() {
        Bytes other = Bytes.utf8("other");
        GroupMembers kept = GroupMembers.of(members.document().withExtra(BtDict.of(Map.of(other, new BtInteger(1)))));

        assertThat(kept.with(GroupMember.of(ADA))
                        .without(ADA)
                        .document()
                        .extra()
                        .entries())
                .containsOnlyKeys(other);
    }

    @Test
    void each_change_of_a_member_has_its_status() {
        GroupMember ada = GroupMember.of(ADA);
        MemberStatus[] expected = {
            MemberStatus.INVITE_NOT_SENT,
            MemberStatus.INVITE_SENT,
            MemberStatus.INVITE_FAILED,
            MemberStatus.INVITE_ACCEPTED,
            MemberStatus.PROMOTION_NOT_SENT,
            MemberStatus.PROMOTION_SENT,
            MemberStatus.PROMOTION_FAILED,
            MemberStatus.PROMOTION_ACCEPTED,
            MemberStatus.REMOVED,
            MemberStatus.REMOVED_WITH_MESSAGES
        };
        for (MemberChange change : MemberChange.values()) {
            assertThat(members.status(ada.after(change))).isEqualTo(expected[change.ordinal()]);
        }
    }

    @Test
    void shared_history_counts_only_for_who_is_invited() {
        GroupMember ada = GroupMember.of(ADA).withHistoryShared(true);

        assertThat(members.with(ada).find(ADA).orElseThrow().isHistoryShared()).isTrue();
        assertThat(members.with(ada.withAdmin(true)).find(ADA).orElseThrow().isHistoryShared())
                .isFalse();
        assertThat(ada.after(MemberChange.INVITE_ACCEPTED).isHistoryShared()).isFalse();
    }

    @Test
    void who_has_no_key_of_the_group_writes_nothing() {
        ConfigDocument document =
                ConfigDocument.create(ConfigType.GROUP_INFO, ConfigAuthor.groupMember(groupKey.publicKey(), crypto));

        assertThatThrownBy(() -> GroupInfo.of(document).withName("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void entries_print_no_names() {
        assertThat(Contact.of(ADA).withName("Ada")).hasToString("Contact");
        assertThat(new ConversationId.OneToOne(ADA)).hasToString("OneToOne");
    }
}
