package org.session4j.protocol.config.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigType;

/** The people one talks with (config: Contacts). Immutable. One is no contact of oneself. */
public final class Contacts {

    private static final IdDict CONTACTS = IdDict.of("c", IdKind.STANDARD);
    private static final CommunityDict BLINDED = CommunityDict.of("b");

    private final ConfigDocument document;
    private final SessionId own;

    private Contacts(ConfigDocument document, SessionId own) {
        this.document = document;
        this.own = own;
    }

    /**
     * The contacts in a document.
     *
     * @param own id of the account
     */
    public static Contacts of(ConfigDocument document, SessionId own) {
        return new Contacts(Documents.require(document, ConfigType.CONTACTS), own);
    }

    public ConfigDocument document() {
        return document;
    }

    /** Ordered by id. */
    public List<Contact> all() {
        List<Contact> contacts = new ArrayList<>();
        CONTACTS.forEach(document.data(), (id, values) -> {
            if (!id.equals(own)) {
                contacts.add(Contact.read(id, values));
            }
        });
        return List.copyOf(contacts);
    }

    public Optional<Contact> find(SessionId id) {
        return id.equals(own)
                ? Optional.empty()
                : CONTACTS.find(document.data(), id).map(values -> Contact.read(id, values));
    }

    /** With a contact, new or in place of what is said about the same person. */
    public Contacts with(Contact contact) {
        if (contact.id().equals(own)) {
            throw new IllegalArgumentException("contact: expected another person than oneself");
        }
        return edit(data -> contact.writeTo(CONTACTS.enter(data, contact.id())));
    }

    /** Without a contact; no change if there is none. */
    public Contacts without(SessionId id) {
        return edit(data -> CONTACTS.erase(data, id));
    }

    /** People from communities, known by blinded ids only (since 2025). Ordered by community, then by id. */
    public List<BlindedContact> blinded() {
        List<BlindedContact> contacts = new ArrayList<>();
        BLINDED.forEach(
                document.data(),
                (baseUrl, serverKey, key, values) -> blindedKey(key)
                        .ifPresent(blindedKey ->
                                contacts.add(BlindedContact.read(baseUrl, serverKey, blindedKey, values))));
        return List.copyOf(contacts);
    }

    /** With a contact known by a blinded id, new or in place of what is said about the same (since 2025). */
    public Contacts with(BlindedContact contact) {
        return edit(data -> contact.writeTo(BLINDED.enter(data, contact.baseUrl(), contact.serverKey(), key(contact))));
    }

    /** Without a contact known by a blinded id; no change if there is none (since 2025). */
    public Contacts without(BlindedContact contact) {
        ConfigDict before = document.data();
        return edit(data -> BLINDED.erase(before, data, contact.baseUrl(), key(contact)));
    }

    private static Bytes key(BlindedContact contact) {
        return Bytes.utf8(Hex.format(contact.id().key()));
    }

    private static Optional<byte[]> blindedKey(Bytes hex) {
        try {
            byte[] key = Hex.parse(TextField.text(hex));
            return key.length == SessionId.LENGTH - 1 ? Optional.of(key) : Optional.empty();
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private Contacts edit(Consumer<ConfigEditor> change) {
        return new Contacts(document.edit(change), own);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "Contacts";
    }
}
