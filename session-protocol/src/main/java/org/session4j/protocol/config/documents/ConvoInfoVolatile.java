package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigType;

/**
 * How far one has read where (config: ConvoInfoVolatile). Immutable. What is long ago goes by itself: an old position is
 * not written, and {@link #withoutStale} takes away what has become old.
 */
public final class ConvoInfoVolatile {

    /** Positions that lie further back are not written, unless they take an existing one back. */
    public static final Duration WRITTEN_FOR = Duration.ofDays(30);

    /** Conversations that were read last before that are {@linkplain #withoutStale stale}. */
    public static final Duration KEPT_FOR = Duration.ofDays(45);

    private static final IdDict ONE_TO_ONE = IdDict.of("1", IdKind.STANDARD);
    private static final IdDict GROUPS = IdDict.of("g", IdKind.GROUP);
    private static final IdDict LEGACY_GROUPS = IdDict.of("C", IdKind.STANDARD);
    private static final IdDict BLINDED = IdDict.of("b", IdKind.BLINDED_15, IdKind.BLINDED_25);
    private static final CommunityDict COMMUNITIES = CommunityDict.of("o");

    private static final Bytes LAST_READ = Bytes.utf8("r");
    private static final NumberField UNREAD = NumberField.flag("u");
    private static final NumberField OLD_BLINDING = NumberField.flag("y");

    private final ConfigDocument document;

    private ConvoInfoVolatile(ConfigDocument document) {
        this.document = document;
    }

    public static ConvoInfoVolatile of(ConfigDocument document) {
        return new ConvoInfoVolatile(Documents.require(document, ConfigType.CONVO_INFO_VOLATILE));
    }

    public ConfigDocument document() {
        return document;
    }

    /** All conversations of which something is said, kind by kind, ordered by id or URL. */
    public Map<ConversationId, ReadState> all() {
        Map<ConversationId, ReadState> states = new LinkedHashMap<>();
        forEach((id, values) -> states.put(id, state(values)));
        return Collections.unmodifiableMap(states);
    }

    private void forEach(BiConsumer<ConversationId, ConfigDict> visitor) {
        forEach(ONE_TO_ONE, ConversationId.OneToOne::new, visitor);
        forEach(GROUPS, ConversationId.Group::new, visitor);
        COMMUNITIES.forEach(
                document.data(),
                (baseUrl, serverKey, room, values) -> CommunityDict.roomUrl(baseUrl, room, serverKey)
                        .ifPresent(url -> visitor.accept(new ConversationId.Community(url), values)));
        forEach(LEGACY_GROUPS, ConversationId.LegacyGroup::new, visitor);
        forEach(BLINDED, ConversationId.Blinded::new, visitor);
    }

    private void forEach(
            IdDict ids, Function<SessionId, ConversationId> make, BiConsumer<ConversationId, ConfigDict> visitor) {
        ids.forEach(document.data(), (id, values) -> visitor.accept(make.apply(id), values));
    }

    public Optional<ReadState> find(ConversationId id) {
        return values(id).map(ConvoInfoVolatile::state);
    }

    private Optional<ConfigDict> values(ConversationId id) {
        ConfigDict data = document.data();
        if (id instanceof ConversationId.Community community) {
            return COMMUNITIES.find(data, community.url().baseUrl(), CommunityDict.room(community.url()));
        }
        ConversationId.WithId known = (ConversationId.WithId) id;
        return dictOf(known).find(data, known.id());
    }

    private static ReadState state(ConfigDict values) {
        return new ReadState(Instant.ofEpochMilli(values.integer(LAST_READ).orElse(0)), UNREAD.isSet(values));
    }

    /**
     * With the state of a conversation. A position that lies further back than {@link #WRITTEN_FOR} is written only if that
     * takes an existing one back. A state that says nothing is not written.
     */
    public ConvoInfoVolatile with(ConversationId id, ReadState state, Instant now) {
        OptionalLong before =
                values(id).map(values -> values.integer(LAST_READ)).orElse(OptionalLong.empty());
        long lastRead = Times.millis(state.lastRead());
        boolean takesBack = before.isPresent() && lastRead < before.getAsLong();
        boolean written = takesBack || lastRead > Times.millis(now) - WRITTEN_FOR.toMillis();
        return edit(data -> {
            ConfigEditor to = enter(data, id);
            if (written) {
                to.set(LAST_READ, lastRead);
            }
            UNREAD.write(to, state.markedUnread());
        });
    }

    private static ConfigEditor enter(ConfigEditor data, ConversationId id) {
        if (id instanceof ConversationId.Community community) {
            CommunityUrl url = community.url();
            return COMMUNITIES.enter(data, url.baseUrl(), url.serverKey(), CommunityDict.room(url));
        }
        ConversationId.WithId known = (ConversationId.WithId) id;
        ConfigEditor entered = dictOf(known).enter(data, known.id());
        if (id instanceof ConversationId.Blinded) {
            OLD_BLINDING.write(entered, known.id().kind() == IdKind.BLINDED_15);
        }
        return entered;
    }

    /** Without a word on a conversation; no change if there is none. The last room of a server takes that with it. */
    public ConvoInfoVolatile without(ConversationId id) {
        ConfigDict before = document.data();
        return edit(data -> {
            if (id instanceof ConversationId.Community community) {
                CommunityUrl url = community.url();
                COMMUNITIES.erase(before, data, url.baseUrl(), CommunityDict.room(url));
            } else {
                ConversationId.WithId known = (ConversationId.WithId) id;
                dictOf(known).erase(data, known.id());
            }
        });
    }

    /**
     * Without conversations that were read last longer than {@link #KEPT_FOR} ago and are not marked as unread, which is to
     * be done before each push. Groups stay, and so do people from communities.
     */
    public ConvoInfoVolatile withoutStale(Instant now) {
        long first = Times.millis(now) - KEPT_FOR.toMillis();
        List<ConversationId> stale = new ArrayList<>();
        forEach((id, values) -> {
            boolean goes = !(id instanceof ConversationId.Group || id instanceof ConversationId.Blinded);
            if (goes && !UNREAD.isSet(values) && values.integer(LAST_READ).orElse(0) < first) {
                stale.add(id);
            }
        });
        ConvoInfoVolatile rest = this;
        for (ConversationId id : stale) {
            rest = rest.without(id);
        }
        return rest;
    }

    private static IdDict dictOf(ConversationId.WithId id) {
        if (id instanceof ConversationId.OneToOne) {
            return ONE_TO_ONE;
        }
        if (id instanceof ConversationId.Group) {
            return GROUPS;
        }
        return id instanceof ConversationId.LegacyGroup ? LEGACY_GROUPS : BLINDED;
    }

    private ConvoInfoVolatile edit(Consumer<ConfigEditor> change) {
        return new ConvoInfoVolatile(document.edit(change));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ConvoInfoVolatile";
    }
}
