package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.Contacts;
import org.session4j.protocol.config.documents.ConversationId;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.JoinedCommunity;
import org.session4j.protocol.config.documents.JoinedConversation;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.JoinedLegacyGroup;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.config.documents.ReadState;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.protocol.config.documents.UserProfile;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;

/** Everything that a typed document says: {@code config_show}. */
final class DocumentViews {

    private static final String TYPE = "type";
    private static final String NAME = "name";

    private DocumentViews() {}

    static ObjectNode show(HeldConfigs.Held config, Crypto crypto) {
        ConfigDocument document = config.document;
        return switch (document.type()) {
            case USER_PROFILE -> show(UserProfile.of(document));
            case CONTACTS -> show(Contacts.of(document, config.accountId(crypto)));
            case CONVO_INFO_VOLATILE -> show(ConvoInfoVolatile.of(document));
            case USER_GROUPS -> show(UserGroups.of(document, crypto), crypto);
            case GROUP_INFO -> show(GroupInfo.of(document), config.groupId());
            case GROUP_MEMBERS -> show(GroupMembers.of(document));
        };
    }

    private static ObjectNode show(UserProfile profile) {
        return picture(object(), profile.picture())
                .put(NAME, orNull(profile.name()))
                .put("nts_priority", profile.noteToSelfPriority())
                .put("nts_expiry", orNull(profile.noteToSelfTimer()))
                .put("blinded_msgreqs", profile.communityMessageRequests().orElse(null));
    }

    private static ObjectNode show(GroupInfo info, SessionId id) {
        return picture(object(), info.picture())
                .put("id", id.toString())
                .put(NAME, orNull(info.name()))
                .put("description", orNull(info.description()))
                .put("created", timeOrNull(info.created()))
                .put("expiry", orNull(info.timer()))
                .put("delete_before", timeOrNull(info.deleteBefore()))
                .put("delete_attach_before", timeOrNull(info.deleteAttachmentsBefore()))
                .put("destroyed", info.isDestroyed());
    }

    private static ObjectNode show(Contacts contacts) {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("contacts");
        contacts.all().forEach(contact -> list.add(show(contact)));
        return answer;
    }

    private static ObjectNode show(Contact contact) {
        return picture(object(), contact.picture())
                .put("session_id", contact.id().toString())
                .put(NAME, contact.name())
                .put("nickname", contact.nickname())
                .put("approved", contact.isApproved())
                .put("approved_me", contact.hasApprovedMe())
                .put("blocked", contact.isBlocked())
                .put("priority", contact.priority())
                .put("notifications", contact.notifications().ordinal())
                .put("mute_until", time(contact.mutedUntil()))
                .put("exp_mode", mode(contact.expiration()))
                .put("exp_timer", contact.expiration().timer().toSeconds())
                .put("created", time(contact.created()));
    }

    static int mode(Expiration expiration) {
        if (expiration.isOff()) {
            return 0;
        }
        return expiration.type() == ExpirationType.DELETE_AFTER_SEND ? 1 : 2;
    }

    private static ObjectNode show(ConvoInfoVolatile convos) {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("convos");
        for (Map.Entry<ConversationId, ReadState> entry : convos.all().entrySet()) {
            list.add(show(entry.getKey())
                    .put("last_read", entry.getValue().lastRead().toEpochMilli())
                    .put("unread", entry.getValue().markedUnread()));
        }
        return answer;
    }

    private static ObjectNode show(ConversationId id) {
        if (id instanceof ConversationId.Community community) {
            return object().put(TYPE, "community")
                    .put("base_url", community.url().baseUrl())
                    .put("room", community.url().room())
                    .put("pubkey", community.url().serverKey().toString());
        }
        ConversationId.WithId known = (ConversationId.WithId) id;
        return object().put(TYPE, type(known)).put("id", known.id().toString());
    }

    private static String type(ConversationId.WithId id) {
        if (id instanceof ConversationId.OneToOne) {
            return "1to1";
        }
        if (id instanceof ConversationId.LegacyGroup) {
            return "legacy_group";
        }
        return id instanceof ConversationId.Group ? "group" : "blinded";
    }

    private static ObjectNode show(UserGroups groups, Crypto crypto) {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("groups");
        groups.groups().forEach(group -> list.add(show(group, crypto)));
        groups.communities().forEach(community -> list.add(show(community)));
        groups.legacyGroups().forEach(group -> list.add(show(group)));
        return answer;
    }

    private static ObjectNode common(JoinedConversation<?> joined) {
        return object().put("notifications", joined.notifications().ordinal())
                .put("mute_until", time(joined.mutedUntil()))
                .put("priority", joined.priority())
                .put("invited", joined.isInvited())
                .put("joined_at", time(joined.joined()));
    }

    private static ObjectNode show(JoinedGroup group, Crypto crypto) {
        return common(group)
                .put(TYPE, "group")
                .put("id", group.id().toString())
                .put(NAME, group.name())
                .put(
                        "secretkey",
                        group.adminSeed().map(seed -> secretKey(seed, crypto)).orElse(""))
                .put("auth_data", group.authData().orElse(Bytes.empty()).toHex())
                .put("removed_status", group.access().ordinal());
    }

    private static String secretKey(SecretBytes seed, Crypto crypto) {
        return Hex.format(Ed25519KeyPair.ofSeed(seed.exposeSecretBytes(), crypto)
                .secretKey()
                .exposeSecretBytes());
    }

    private static ObjectNode show(JoinedCommunity community) {
        return common(community)
                .put(TYPE, "community")
                .put("base_url", community.url().baseUrl())
                .put("room", community.url().room())
                .put("pubkey", community.url().serverKey().toString())
                .put("full_url", community.url().format())
                .put(NAME, "");
    }

    private static ObjectNode show(JoinedLegacyGroup group) {
        ObjectNode answer = common(group)
                .put(TYPE, "legacy_group")
                .put("id", group.id().toString())
                .put(NAME, group.name())
                .put(
                        "enc_pubkey",
                        group.publicKey().map(X25519PublicKey::toString).orElse(""))
                .put(
                        "enc_seckey",
                        group.secretKey()
                                .map(key -> Hex.format(key.exposeSecretBytes()))
                                .orElse(""))
                .put(
                        "disappearing_timer",
                        group.timer().map(Duration::toSeconds).orElse(0L));
        Map<SessionId, Boolean> everybody = new TreeMap<>();
        group.members().forEach(member -> everybody.put(member, false));
        group.admins().forEach(admin -> everybody.put(admin, true));
        ArrayNode members = answer.putArray("members");
        everybody.forEach(
                (member, admin) -> members.addArray().add(member.toString()).add(admin));
        return answer;
    }

    private static ObjectNode show(GroupMembers members) {
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("members");
        members.all().forEach(member -> list.add(show(member, members.status(member))));
        return answer;
    }

    private static ObjectNode show(GroupMember member, MemberStatus status) {
        return picture(object(), member.picture())
                .put("session_id", member.id().toString())
                .put(NAME, member.name())
                .put("admin", member.isAdmin())
                .put("invite_status", member.invite().ordinal())
                .put("promotion_status", member.promotion().ordinal())
                .put("removed_status", member.removal().ordinal())
                .put("supplement", member.isHistoryShared())
                .put("status", number(status));
    }

    private static int number(MemberStatus status) {
        return switch (status) {
            case INVITE_NOT_SENT -> 1;
            case INVITE_SENDING -> 2;
            case INVITE_FAILED -> 3;
            case INVITE_SENT -> 4;
            case INVITE_ACCEPTED -> 5;
            case PROMOTION_NOT_SENT -> 7;
            case PROMOTION_SENDING -> 8;
            case PROMOTION_FAILED -> 9;
            case PROMOTION_SENT -> 10;
            case PROMOTION_ACCEPTED -> 11;
            case REMOVED -> 13;
            case REMOVED_WITH_MESSAGES -> 14;
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode picture(ObjectNode answer, Optional<ProfilePicture> picture) {
        if (picture.isEmpty()) {
            return answer.putNull("pic");
        }
        answer.putObject("pic")
                .put("url", picture.get().url())
                .put("key", picture.get().key().toHex());
        return answer;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long orNull(Optional<Duration> timer) {
        return timer.map(Duration::toSeconds).orElse(null);
    }

    private static @Nullable Long timeOrNull(Optional<Instant> time) {
        return time.map(Instant::getEpochSecond).orElse(null);
    }

    private static long time(Optional<Instant> time) {
        return time.map(Instant::getEpochSecond).orElse(0L);
    }
}
