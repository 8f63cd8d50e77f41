package org.session4j.benchmarks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.session4j.groups.senderkeys.EpochChange;
import org.session4j.groups.senderkeys.KeyDistribution;
import org.session4j.groups.senderkeys.Renewed;
import org.session4j.groups.senderkeys.SenderKeyGroup;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.V1Cipher;

/** 100 members who change the epoch again and again, as the first of them has to do with it. */
final class RekeyedGroup {

    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    private final SecureRandom random = new SecureRandom();
    private final Crypto crypto;
    private final V1Cipher cipher;
    private final Ed25519KeyPair groupKey;
    private final List<Account> members = new ArrayList<>();
    private final List<SessionId> ids = new ArrayList<>();
    private final List<SenderKeyGroup> others = new ArrayList<>();
    private final List<byte[]> distributions = new ArrayList<>();
    private EpochChange epoch;
    private byte[] signed = new byte[0];
    private byte[] own = new byte[0];
    private SenderKeyGroup group;

    RekeyedGroup(Crypto crypto) throws Exception {
        this.crypto = crypto;
        this.cipher = V1Cipher.of(crypto);
        this.groupKey = Ed25519KeyPair.generate(random, crypto);
        for (int i = 0; i < EpochChange.MAX_MEMBERS; i++) {
            members.add(Account.generate(random, crypto));
            ids.add(members.get(i).sessionId());
        }
        epoch = EpochChange.sign(0, NOW, ids, groupKey, crypto);
        group = SenderKeyGroup.join(epoch, ids.get(0), NOW, random, crypto).state();
        for (SessionId other : ids.subList(1, ids.size())) {
            others.add(SenderKeyGroup.join(epoch, other, NOW, random, crypto).state());
        }
    }

    /** The others are ahead by an epoch. */
    void prepare() throws Exception {
        EpochChange next = epoch.next(NOW, ids, groupKey, crypto);
        distributions.clear();
        for (int i = 0; i < others.size(); i++) {
            Renewed.Chain chain = (Renewed.Chain) others.get(i).apply(next, NOW, random);
            others.set(i, chain.state());
            distributions.add(chain.distribution().exposeSecretBytes());
        }
    }

    void sign() {
        signed = epoch.next(NOW, ids, groupKey, crypto).encode().toByteArray();
    }

    void apply() throws Exception {
        epoch = EpochChange.decode(signed, crypto);
        Renewed.Chain chain = (Renewed.Chain) group.apply(epoch, NOW, random);
        group = chain.state();
        own = chain.distribution().exposeSecretBytes();
    }

    void seal() throws Exception {
        byte[] padded = MessagePadding.pad(own);
        for (Account other : members.subList(1, members.size())) {
            byte[] sealed = cipher.encrypt(padded, members.get(0).ed25519KeyPair(), other.x25519PublicKey(), random);
            if (sealed.length <= padded.length) {
                throw new IllegalStateException("nothing was sealed");
            }
        }
    }

    void accept() throws Exception {
        for (int i = 0; i < distributions.size(); i++) {
            KeyDistribution distribution = KeyDistribution.decode(distributions.get(i), crypto);
            group = group.accept(distribution, ids.get(i + 1));
        }
    }
}
