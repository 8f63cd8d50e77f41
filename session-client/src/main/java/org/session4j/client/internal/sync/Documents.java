package org.session4j.client.internal.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.documents.Contacts;
import org.session4j.protocol.config.documents.ConvoInfoVolatile;
import org.session4j.protocol.config.documents.UserGroups;
import org.session4j.protocol.config.documents.UserProfile;
import org.session4j.protocol.crypto.Crypto;

/**
 * The documents of one account as this device knows them (config: documents). Immutable. What stands in them of groups and
 * communities is kept and passed on as it is.
 */
public final class Documents {

    /** In the order in which they are merged and pushed. */
    public static final List<ConfigType> TYPES = List.of(
            ConfigType.USER_PROFILE, ConfigType.CONTACTS, ConfigType.USER_GROUPS, ConfigType.CONVO_INFO_VOLATILE);

    private final SessionId account;
    private final Crypto crypto;
    private final Map<ConfigType, ConfigDocument> documents;

    private Documents(SessionId account, Crypto crypto, Map<ConfigType, ConfigDocument> documents) {
        this.account = account;
        this.crypto = crypto;
        this.documents = documents;
    }

    /** Of an account that has written none. */
    public static Documents create(SessionId account, Crypto crypto) {
        return load(account, crypto, type -> Optional.empty());
    }

    /**
     * @param dumps empty for a document that was never kept
     * @throws StoreException if what was kept is none
     */
    public static Documents load(SessionId account, Crypto crypto, Function<ConfigType, Optional<Bytes>> dumps) {
        ConfigAuthor author = ConfigAuthor.account(crypto);
        Map<ConfigType, ConfigDocument> documents = new EnumMap<>(ConfigType.class);
        for (ConfigType type : TYPES) {
            Optional<Bytes> dump = dumps.apply(type);
            documents.put(
                    type, dump.isPresent() ? load(type, author, dump.get()) : ConfigDocument.create(type, author));
        }
        return new Documents(account, crypto, documents);
    }

    private static ConfigDocument load(ConfigType type, ConfigAuthor author, Bytes dump) {
        try {
            return ConfigDocument.load(type, author, dump);
        } catch (MalformedDataException e) {
            // The cause's text may quote what is stored.
            throw new StoreException("document: not what was written", null);
        }
    }

    /** In the order of {@link #TYPES}. */
    public List<ConfigDocument> all() {
        List<ConfigDocument> all = new ArrayList<>();
        TYPES.forEach(type -> all.add(get(type)));
        return all;
    }

    /**
     * @param type one of {@link #TYPES}
     */
    public ConfigDocument get(ConfigType type) {
        return Objects.requireNonNull(documents.get(type), "type");
    }

    /** The same with one document in place of the one of its type. */
    public Documents with(ConfigDocument document) {
        Map<ConfigType, ConfigDocument> changed = new EnumMap<>(documents);
        changed.put(document.type(), document);
        return new Documents(account, crypto, changed);
    }

    public UserProfile profile() {
        return UserProfile.of(get(ConfigType.USER_PROFILE));
    }

    public Contacts contacts() {
        return Contacts.of(get(ConfigType.CONTACTS), account);
    }

    public ConvoInfoVolatile reading() {
        return ConvoInfoVolatile.of(get(ConfigType.CONVO_INFO_VOLATILE));
    }

    public UserGroups groups() {
        return UserGroups.of(get(ConfigType.USER_GROUPS), crypto);
    }

    /** Those that are not what they were. */
    public List<ConfigDocument> changedSince(Documents before) {
        List<ConfigDocument> changed = all();
        changed.removeIf(document -> document == before.get(document.type()));
        return changed;
    }

    /** Whether any differs from what is known to be stored. */
    public boolean needPush() {
        return documents.values().stream().anyMatch(ConfigDocument::needsPush);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Documents";
    }
}
