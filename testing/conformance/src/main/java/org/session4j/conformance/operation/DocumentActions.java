package org.session4j.conformance.operation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.documents.ConfigName;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.Contacts;
import org.session4j.protocol.config.documents.ConversationId;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.GroupMember;
import org.session4j.protocol.config.documents.GroupMembers;
import org.session4j.protocol.config.documents.InviteState;
import org.session4j.protocol.config.documents.MemberChange;
import org.session4j.protocol.config.documents.NotificationMode;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.config.documents.PromotionState;
import org.session4j.protocol.config.documents.ReadState;
import org.session4j.protocol.config.documents.RemovalState;
import org.session4j.protocol.config.documents.UserProfile;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;

/** The actions of the typed documents: an entry is loaded or made, gets the fields that the action has, and is put back. */
final class DocumentActions {

    private static final String DO = "do";
    private static final String NAME = "name";
    private static final String PICTURE = "pic";
    private static final String VALUE = "value";
    private static final String ERASE = "erase";

    private DocumentActions() {}

    static ConfigDocument apply(HeldConfigs.Held config, Inputs action, Call call) throws MalformedDataException {
        ConfigDocument document = config.document;
        return switch (document.type()) {
            case USER_PROFILE -> apply(UserProfile.of(document), action).document();
            case CONTACTS ->
                apply(Contacts.of(document, config.accountId(call.crypto())), action)
                        .document();
            case CONVO_INFO_VOLATILE ->
                apply(ConvoInfoVolatile.of(document), action, HeldConfigOperations.now(call.in()))
                        .document();
            case USER_GROUPS -> GroupActions.apply(document, action, call.crypto());
            case GROUP_INFO -> apply(GroupInfo.of(document), action).document();
            case GROUP_MEMBERS -> apply(GroupMembers.of(document), action).document();
        };
    }

    /** What is to be done before a push: old read positions go. */
    static ConfigDocument beforePush(ConfigDocument document, Inputs in) {
        return switch (document.type()) {
            case CONVO_INFO_VOLATILE ->
                ConvoInfoVolatile.of(document)
                        .withoutStale(HeldConfigOperations.now(in))
                        .document();
            default -> document;
        };
    }

    private static UserProfile apply(UserProfile profile, Inputs action) {
        return switch (action.text(DO)) {
            case "set_name" -> profile.withName(action.text(NAME));
            case "set_name_truncated" -> profile.withName(ConfigName.truncate(action.text(NAME)));
            case "set_pic" -> profile.withPicture(picture(action));
            case "set_nts_priority" -> profile.withNoteToSelfPriority(action.smallInteger(VALUE));
            case "set_nts_expiry" -> profile.withNoteToSelfTimer(seconds(action, VALUE));
            case "set_blinded_msgreqs" ->
                profile.withCommunityMessageRequests(action.has(VALUE) ? action.flag(VALUE) : null);
            default -> throw unknown(action);
        };
    }

    private static GroupInfo apply(GroupInfo info, Inputs action) {
        return switch (action.text(DO)) {
            case "set_name" -> info.withName(action.text(NAME));
            case "set_name_truncated" -> info.withName(ConfigName.truncate(action.text(NAME)));
            case "set_description" -> info.withDescription(action.text("description"));
            case "set_pic" -> info.withPicture(picture(action));
            case "set_expiry" -> info.withTimer(seconds(action, VALUE));
            case "set_created" -> info.withCreated(time(action, VALUE));
            case "set_delete_before" -> info.withDeleteBefore(time(action, VALUE));
            case "set_delete_attach_before" -> info.withDeleteAttachmentsBefore(time(action, VALUE));
            case "destroy" -> info.destroyed();
            default -> throw unknown(action);
        };
    }

    private static Contacts apply(Contacts contacts, Inputs action) throws MalformedDataException {
        SessionId id = SessionId.parse(action.text("session_id"), IdKind.STANDARD);
        if (isErasing(action)) {
            return contacts.without(id);
        }
        Contact contact = contacts.find(id).orElseGet(() -> Contact.of(id));
        contact = changed(contact, action, NAME, Inputs::text, Contact::withName);
        contact = changed(contact, action, "nickname", Inputs::text, Contact::withNickname);
        contact = changed(contact, action, "approved", Inputs::flag, Contact::withApproved);
        contact = changed(contact, action, "approved_me", Inputs::flag, Contact::withApprovedMe);
        contact = changed(contact, action, "blocked", Inputs::flag, Contact::withBlocked);
        contact = changed(contact, action, "priority", Inputs::smallInteger, Contact::withPriority);
        contact = changed(contact, action, "notifications", DocumentActions::notifications, Contact::withNotifications);
        contact = action.has("mute_until") ? contact.withMutedUntil(time(action, "mute_until")) : contact;
        contact = action.has("created") ? contact.withCreated(time(action, "created")) : contact;
        contact = isMentioned(action, PICTURE) ? contact.withPicture(picture(action)) : contact;
        return contacts.with(contact.withExpiration(expiration(contact.expiration(), action)));
    }

    private static ConvoInfoVolatile apply(ConvoInfoVolatile convos, Inputs action, Instant now)
            throws MalformedDataException {
        ConversationId id = conversation(action);
        if (isErasing(action)) {
            return convos.without(id);
        }
        ReadState before = convos.find(id).orElse(ReadState.NONE);
        Instant lastRead =
                action.has("last_read") ? Instant.ofEpochMilli(action.integer("last_read")) : before.lastRead();
        boolean unread = action.has("unread") ? action.flag("unread") : before.markedUnread();
        return convos.with(id, new ReadState(lastRead, unread), now);
    }

    private static ConversationId conversation(Inputs action) throws MalformedDataException {
        return switch (action.text("type")) {
            case "1to1" -> new ConversationId.OneToOne(SessionId.parse(action.text("id"), IdKind.STANDARD));
            case "group" -> new ConversationId.Group(SessionId.parse(action.text("id"), IdKind.GROUP));
            case "legacy_group" -> new ConversationId.LegacyGroup(SessionId.parse(action.text("id"), IdKind.STANDARD));
            case "community" -> new ConversationId.Community(community(action));
            default -> throw new NotRunnableException("unknown type of conversation " + action.text("type"));
        };
    }

    /** By its parts or by the whole URL. */
    static CommunityUrl community(Inputs action) throws MalformedDataException {
        return action.has("full_url")
                ? CommunityUrl.parse(action.text("full_url"))
                : CommunityUrl.of(
                        action.text("base_url"), action.text("room"), X25519PublicKey.parse(action.text("pubkey")));
    }

    private static GroupMembers apply(GroupMembers members, Inputs action) throws MalformedDataException {
        SessionId id = SessionId.parse(action.text("session_id"), IdKind.STANDARD);
        if (isErasing(action)) {
            return members.without(id);
        }
        GroupMember member = members.find(id).orElseGet(() -> GroupMember.of(id));
        member = changed(member, action, NAME, Inputs::text, GroupMember::withName);
        member = changed(member, action, "admin", Inputs::flag, GroupMember::withAdmin);
        member = changed(member, action, "supplement", Inputs::flag, GroupMember::withHistoryShared);
        member = changed(member, action, "invite_status", state(InviteState.values()), GroupMember::withInvite);
        member =
                changed(member, action, "promotion_status", state(PromotionState.values()), GroupMember::withPromotion);
        member = changed(member, action, "removed_status", state(RemovalState.values()), GroupMember::withRemoval);
        member = isMentioned(action, PICTURE) ? member.withPicture(picture(action)) : member;
        return members.with(action.has("call") ? member.after(change(action.text("call"))) : member);
    }

    private static MemberChange change(String call) {
        return switch (call) {
            case "invite_not_sent" -> MemberChange.INVITE_NOT_SENT;
            case "invite_sent" -> MemberChange.INVITE_SENT;
            case "invite_failed" -> MemberChange.INVITE_FAILED;
            case "invite_accepted" -> MemberChange.INVITE_ACCEPTED;
            case "promoted" -> MemberChange.PROMOTED;
            case "promotion_sent" -> MemberChange.PROMOTION_SENT;
            case "promotion_failed" -> MemberChange.PROMOTION_FAILED;
            case "promotion_accepted" -> MemberChange.PROMOTION_ACCEPTED;
            case "removed" -> MemberChange.REMOVED;
            case "removed_messages" -> MemberChange.REMOVED_WITH_MESSAGES;
            default -> throw new NotRunnableException("unknown change of a member " + call);
        };
    }

    /** The entry with a field of the action, if the action has it. */
    static <T, V> T changed(
            T entry, Inputs action, String field, BiFunction<Inputs, String, V> reader, BiFunction<T, V, T> writer) {
        return action.has(field) ? writer.apply(entry, reader.apply(action, field)) : entry;
    }

    static boolean isErasing(Inputs action) {
        return switch (action.text(DO)) {
            case ERASE -> true;
            case "set" -> false;
            default -> throw unknown(action);
        };
    }

    /** Null is mentioned too: it says that there is none. */
    private static boolean isMentioned(Inputs action, String field) {
        return action.copy().has(field);
    }

    static NotificationMode notifications(Inputs action, String field) {
        return DocumentActions.<NotificationMode>state(NotificationMode.values())
                .apply(action, field);
    }

    private static <T> BiFunction<Inputs, String, T> state(T[] byNumber) {
        return (action, field) -> {
            int number = action.smallInteger(field);
            if (number < 0 || number >= byNumber.length) {
                throw new IllegalArgumentException(field + ": expected 0 to " + (byNumber.length - 1));
            }
            return byNumber[number];
        };
    }

    private static @Nullable ProfilePicture picture(Inputs action) {
        if (!action.has(PICTURE)) {
            return null;
        }
        Inputs picture = action.object(PICTURE);
        String url = picture.text("url");
        return url.isEmpty() ? null : ProfilePicture.of(url, Bytes.of(picture.bytes("key")));
    }

    private static Expiration expiration(Expiration before, Inputs action) {
        long mode = action.has("exp_mode") ? action.integer("exp_mode") : DocumentViews.mode(before);
        Duration timer = action.has("exp_timer") ? Duration.ofSeconds(action.integer("exp_timer")) : before.timer();
        if (timer.isNegative() || timer.isZero() || (mode != 1 && mode != 2)) {
            return Expiration.OFF;
        }
        return new Expiration(mode == 1 ? ExpirationType.DELETE_AFTER_SEND : ExpirationType.DELETE_AFTER_READ, timer);
    }

    /** Null if there is none. */
    static @Nullable Duration seconds(Inputs action, String field) {
        return action.has(field) ? Duration.ofSeconds(action.integer(field)) : null;
    }

    /** Null if there is none. */
    static @Nullable Instant time(Inputs action, String field) {
        try {
            return action.has(field) ? Instant.ofEpochSecond(action.integer(field)) : null;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + ": beyond all times", e);
        }
    }

    private static NotRunnableException unknown(Inputs action) {
        return new NotRunnableException("unknown action " + action.text(DO));
    }
}
