package org.session4j.protocol.config.documents;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** A dict of dicts by ids in their binary form. Keys that are no such ids are left alone. */
final class IdDict {

    private final Bytes key;
    private final Set<IdKind> kinds;

    private IdDict(String key, Set<IdKind> kinds) {
        this.key = Bytes.utf8(key);
        this.kinds = kinds;
    }

    static IdDict of(String key, IdKind kind, IdKind... others) {
        return new IdDict(key, EnumSet.of(kind, others));
    }

    /** In the order in which they are written. */
    void forEach(ConfigDict data, BiConsumer<SessionId, ConfigDict> visitor) {
        data.dict(key).entries().forEach((binary, value) -> {
            if (value instanceof ConfigDict dict) {
                parse(binary).ifPresent(id -> visitor.accept(id, dict));
            }
        });
    }

    private Optional<SessionId> parse(Bytes binary) {
        return IdDict.id(binary).filter(id -> kinds.contains(id.kind()));
    }

    static Optional<SessionId> id(Bytes binary) {
        try {
            return Optional.of(SessionId.decode(binary.toByteArray()));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    Optional<ConfigDict> find(ConfigDict data, SessionId id) {
        ConfigDict found = kinds.contains(id.kind()) ? data.dict(key).dict(binary(id)) : ConfigDict.empty();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    ConfigEditor enter(ConfigEditor data, SessionId id) {
        return data.dict(key).dict(binary(id));
    }

    void erase(ConfigEditor data, SessionId id) {
        data.dict(key).erase(binary(id));
    }

    static Bytes binary(SessionId id) {
        return Bytes.unsafeWrap(id.toByteArray());
    }
}
