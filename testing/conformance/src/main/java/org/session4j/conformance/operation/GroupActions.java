package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.documents.JoinedCommunity;
import org.session4j.protocol.config.documents.JoinedConversation;
import org.session4j.protocol.config.documents.JoinedGroup;
import org.session4j.protocol.config.documents.JoinedLegacyGroup;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;

/** The actions of UserGroups. */
final class GroupActions {

    private static final String NAME = "name";
    private static final String ID = "id";

    private GroupActions() {}

    static ConfigDocument apply(ConfigDocument document, Inputs action, Crypto crypto) throws MalformedDataException {
        UserGroups groups = UserGroups.of(document, crypto);
        return switch (action.text("type")) {
            case "group" -> applyToGroup(groups, action, crypto).document();
            case "community" -> applyToCommunity(groups, action).document();
            case "legacy_group" -> applyToLegacyGroup(groups, action).document();
            default -> throw new NotRunnableException("unknown type of group " + action.text("type"));
        };
    }

    private static UserGroups applyToGroup(UserGroups groups, Inputs action, Crypto crypto)
            throws MalformedDataException {
        SessionId id = SessionId.parse(action.text(ID), IdKind.GROUP);
        if (DocumentActions.isErasing(action)) {
            return groups.withoutGroup(id);
        }
        JoinedGroup group = groups.findGroup(id).orElseGet(() -> JoinedGroup.of(id));
        group = action.optionalFlag("mark_kicked") ? group.kicked() : group;
        group = action.optionalFlag("mark_destroyed") ? group.destroyed() : group;
        group = withCommon(group, action);
        group = DocumentActions.changed(group, action, NAME, Inputs::text, JoinedGroup::withName);
        if (action.has("secretkey")) {
            byte[] secret = action.bytes("secretkey");
            group = secret.length == 0 ? group.withoutAdminKey() : group.withAdminKey(key(secret, crypto));
        }
        // What an admin does not need is left alone, so this comes after the key.
        return groups.with(action.has("auth_data") ? group.withAuthData(Bytes.of(action.bytes("auth_data"))) : group);
    }

    private static Ed25519KeyPair key(byte[] secret, Crypto crypto) {
        return Ed25519KeyPair.ofSeed(Arrays.copyOf(secret, Crypto.ED25519_SEED), crypto);
    }

    private static UserGroups applyToCommunity(UserGroups groups, Inputs action) throws MalformedDataException {
        CommunityUrl url = DocumentActions.community(action);
        if (DocumentActions.isErasing(action)) {
            return groups.withoutCommunity(url);
        }
        JoinedCommunity before = groups.findCommunity(url).orElseGet(() -> JoinedCommunity.of(url));
        return groups.with(withCommon(before.at(url), action));
    }

    private static UserGroups applyToLegacyGroup(UserGroups groups, Inputs action) throws MalformedDataException {
        SessionId id = SessionId.parse(action.text(ID), IdKind.STANDARD);
        if (DocumentActions.isErasing(action)) {
            return groups.withoutLegacyGroup(id);
        }
        JoinedLegacyGroup before = groups.findLegacyGroup(id).orElseGet(() -> JoinedLegacyGroup.of(id));
        JoinedLegacyGroup group = withCommon(before, action);
        group = DocumentActions.changed(group, action, NAME, Inputs::text, JoinedLegacyGroup::withName);
        group = DocumentActions.changed(
                group, action, "disappearing_timer", DocumentActions::seconds, JoinedLegacyGroup::withTimer);
        group = withKeys(group, action);
        if (action.has("members")) {
            for (JsonNode member : action.value("members")) {
                SessionId user = SessionId.parse(member.path(0).asText(), IdKind.STANDARD);
                group = member.path(1).asBoolean() ? group.withAdmin(user) : group.withMember(user);
            }
        }
        if (action.has("erase_members")) {
            for (String member : action.texts("erase_members")) {
                group = group.withoutMember(SessionId.parse(member, IdKind.STANDARD));
            }
        }
        return groups.with(group);
    }

    /** Half a pair alone is none; together with the other half from before it is one. */
    private static JoinedLegacyGroup withKeys(JoinedLegacyGroup group, Inputs action) throws MalformedDataException {
        Optional<X25519PublicKey> publicKey = action.has("enc_pubkey")
                ? Optional.of(X25519PublicKey.parse(action.text("enc_pubkey")))
                : group.publicKey();
        Optional<SecretBytes> secretKey =
                action.optionalBytes("enc_seckey").map(SecretBytes::of).or(group::secretKey);
        return publicKey.isPresent() && secretKey.isPresent()
                ? group.withKeys(publicKey.get(), secretKey.get())
                : group;
    }

    private static <T extends JoinedConversation<T>> T withCommon(T joined, Inputs action) {
        T changed = joined;
        changed = DocumentActions.changed(
                changed,
                action,
                "notifications",
                DocumentActions::notifications,
                JoinedConversation::withNotifications);
        changed = DocumentActions.changed(
                changed, action, "priority", Inputs::smallInteger, JoinedConversation::withPriority);
        changed = DocumentActions.changed(changed, action, "invited", Inputs::flag, JoinedConversation::withInvited);
        changed = DocumentActions.changed(
                changed, action, "mute_until", DocumentActions::time, JoinedConversation::withMutedUntil);
        return DocumentActions.changed(
                changed, action, "joined_at", DocumentActions::time, JoinedConversation::withJoined);
    }
}
