package org.session4j.protocol.config.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;

/** The groups and communities that one is in (config: UserGroups). Immutable. */
public final class UserGroups {

    private static final IdDict GROUPS = IdDict.of("g", IdKind.GROUP);
    private static final CommunityDict COMMUNITIES = CommunityDict.of("o");
    private static final IdDict LEGACY_GROUPS = IdDict.of("C", IdKind.STANDARD);

    private final ConfigDocument document;
    private final Crypto crypto;

    private UserGroups(ConfigDocument document, Crypto crypto) {
        this.document = document;
        this.crypto = crypto;
    }

    /**
     * The groups and communities in a document.
     *
     * @param crypto tells whether the key of a group is that of the group
     */
    public static UserGroups of(ConfigDocument document, Crypto crypto) {
        return new UserGroups(Documents.require(document, ConfigType.USER_GROUPS), crypto);
    }

    public ConfigDocument document() {
        return document;
    }

    /** Ordered by id. */
    public List<JoinedGroup> groups() {
        List<JoinedGroup> groups = new ArrayList<>();
        GROUPS.forEach(document.data(), (id, values) -> groups.add(JoinedGroup.read(id, values, crypto)));
        return List.copyOf(groups);
    }

    public Optional<JoinedGroup> findGroup(SessionId id) {
        return GROUPS.find(document.data(), id).map(values -> JoinedGroup.read(id, values, crypto));
    }

    /** With a group, new or in place of what is said about the same. */
    public UserGroups with(JoinedGroup group) {
        return edit(data -> group.writeTo(GROUPS.enter(data, group.id())));
    }

    /** Without a group; no change if there is none. */
    public UserGroups withoutGroup(SessionId id) {
        return edit(data -> GROUPS.erase(data, id));
    }

    /** Ordered by base URL, then by room. */
    public List<JoinedCommunity> communities() {
        List<JoinedCommunity> communities = new ArrayList<>();
        COMMUNITIES.forEach(
                document.data(),
                (baseUrl, serverKey, room, values) -> CommunityDict.roomUrl(baseUrl, room, serverKey)
                        .ifPresent(url -> communities.add(JoinedCommunity.read(url, values))));
        return List.copyOf(communities);
    }

    /** The room, however it is spelt and whatever key is given with it. */
    public Optional<JoinedCommunity> findCommunity(CommunityUrl url) {
        return communities().stream()
                .filter(community -> community.url().isSameRoom(url))
                .findFirst();
    }

    /** With a room, new or in place of what is said about the same. The key is from now on that of all rooms there. */
    public UserGroups with(JoinedCommunity community) {
        CommunityUrl url = community.url();
        ConfigDict before = COMMUNITIES
                .find(document.data(), url.baseUrl(), CommunityDict.room(url))
                .orElse(ConfigDict.empty());
        return edit(data -> community.writeTo(
                COMMUNITIES.enter(data, url.baseUrl(), url.serverKey(), CommunityDict.room(url)), before));
    }

    /** Without a room; no change if there is none. The last one takes its server with it. */
    public UserGroups withoutCommunity(CommunityUrl url) {
        ConfigDict before = document.data();
        return edit(data -> COMMUNITIES.erase(before, data, url.baseUrl(), CommunityDict.room(url)));
    }

    /** Groups as they were until 2025. Ordered by id. */
    public List<JoinedLegacyGroup> legacyGroups() {
        List<JoinedLegacyGroup> groups = new ArrayList<>();
        LEGACY_GROUPS.forEach(document.data(), (id, values) -> groups.add(JoinedLegacyGroup.read(id, values)));
        return List.copyOf(groups);
    }

    public Optional<JoinedLegacyGroup> findLegacyGroup(SessionId id) {
        return LEGACY_GROUPS.find(document.data(), id).map(values -> JoinedLegacyGroup.read(id, values));
    }

    /** With a legacy group, new or in place of what is said about the same. */
    public UserGroups with(JoinedLegacyGroup group) {
        return edit(data -> group.writeTo(LEGACY_GROUPS.enter(data, group.id())));
    }

    /** Without a legacy group; no change if there is none. */
    public UserGroups withoutLegacyGroup(SessionId id) {
        return edit(data -> LEGACY_GROUPS.erase(data, id));
    }

    private UserGroups edit(Consumer<ConfigEditor> change) {
        return new UserGroups(document.edit(change), crypto);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "UserGroups";
    }
}
