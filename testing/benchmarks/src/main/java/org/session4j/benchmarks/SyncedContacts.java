package org.session4j.benchmarks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.ConfigMergeResult.Outcome;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.config.documents.Contact;
import org.session4j.protocol.config.documents.Contacts;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.crypto.Crypto;

/**
 * 1000 contacts on two devices of an account, each approved and with a name and a picture. One device has changed ten of
 * them and pushed that, in two parts, as no stored message is long enough for all; the other one has not, or has changed
 * ten others meanwhile.
 */
final class SyncedContacts {

    static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    private static final int CONTACTS = 1000;
    private static final int CHANGED = 10;

    private static final Map<String, SyncedContacts> MADE = new HashMap<>();

    final ConfigAuthor author;
    final ConfigKeys keys;

    /** What both devices had, pushed and confirmed. */
    final ConfigDocument shared;

    /** The device that has changed nothing has {@link #shared}, this is the other one's. */
    final ConfigDocument newer;

    /** As the swarm has {@link #newer}. */
    final List<StoredConfig> stored;

    /** {@link #shared} with changes of its own, pushed and confirmed. */
    final ConfigDocument edited;

    /** {@link #edited} and {@link #newer} in one, not yet pushed. */
    final ConfigDocument merged;

    private final SecureRandom random = new SecureRandom();
    private final SessionId own;

    /** Those of a backend, made once: adding contacts one at a time takes seconds. */
    static synchronized SyncedContacts of(String backend) throws Exception {
        SyncedContacts contacts = MADE.get(backend);
        if (contacts == null) {
            contacts = new SyncedContacts(Crypto.named(backend));
            MADE.put(backend, contacts);
        }
        return contacts;
    }

    private SyncedContacts(Crypto crypto) throws Exception {
        Account account = Account.generate(random, crypto);
        own = account.sessionId();
        author = ConfigAuthor.account(crypto);
        keys = ConfigKeys.ofAccount(account.ed25519KeyPair());
        Contacts contacts = Contacts.of(ConfigDocument.create(ConfigType.CONTACTS, author), own);
        List<Contact> people = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            people.add(person(i));
        }
        shared = pushed(withAll(contacts, people).document(), "shared");
        newer = pushed(renamed(shared, people.subList(0, CHANGED)), "newer");
        stored = stored(newer.push(keys), "newer");
        edited = pushed(renamed(shared, people.subList(CHANGED, 2 * CHANGED)), "edited");
        merged = require(Outcome.MERGED, edited.merge(stored, keys, NOW));
        require(Outcome.ADOPTED, shared.merge(stored, keys, NOW));
        if (stored.size() < 2) {
            throw new IllegalStateException("the contacts fit into one message");
        }
    }

    private static ConfigDocument require(Outcome outcome, ConfigMergeResult result) {
        if (result.outcome() != outcome) {
            throw new IllegalStateException("expected " + outcome + ", got " + result.outcome());
        }
        return result.document();
    }

    private Contact person(int number) {
        SessionId id = SessionId.of(IdKind.STANDARD, bytes());
        return Contact.of(id)
                .withName("Person " + number)
                .withApproved(true)
                .withApprovedMe(true)
                .withCreated(NOW.minusSeconds(3600L * number))
                .withPicture(ProfilePicture.of(
                        "http://filev2.getsession.org/file/" + Bytes.of(bytes()).toBase64(), Bytes.of(bytes())));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private ConfigDocument renamed(ConfigDocument document, List<Contact> people) {
        List<Contact> renamed = new ArrayList<>();
        for (Contact person : people) {
            renamed.add(person.withNickname(person.name() + " of old"));
        }
        return withAll(Contacts.of(document, own), renamed).document();
    }

    private static Contacts withAll(Contacts contacts, List<Contact> people) {
        Contacts all = contacts;
        for (Contact person : people) {
            all = all.with(person);
        }
        return all;
    }

    private ConfigDocument pushed(ConfigDocument document, String name) throws Exception {
        ConfigPush push = document.push(keys);
        List<StorageHash> hashes = new ArrayList<>();
        stored(push, name).forEach(message -> hashes.add(message.hash()));
        return push.document().confirm(push.seqno(), hashes);
    }

    private static List<StoredConfig> stored(ConfigPush push, String name) {
        List<StoredConfig> stored = new ArrayList<>();
        for (Bytes message : push.messages()) {
            stored.add(new StoredConfig(new StorageHash(name + stored.size()), message));
        }
        return stored;
    }
}
