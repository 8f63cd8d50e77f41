package org.session4j.groups.senderkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.session4j.groups.GroupException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;

/** One device each of the members of a group, and what an admin does. */
final class Devices {

    static final Crypto CRYPTO = Crypto.named("bouncycastle");
    static final SecureRandom RANDOM = new SecureRandom();
    static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    final Ed25519KeyPair groupKey = Ed25519KeyPair.generate(RANDOM, CRYPTO);
    final Map<SessionId, SenderKeyGroup> groups = new LinkedHashMap<>();
    private final Map<SessionId, byte[]> distributions = new LinkedHashMap<>();
    EpochChange epoch;

    private Devices(Collection<SessionId> members) {
        epoch = EpochChange.sign(0, NOW, members, groupKey, CRYPTO);
    }

    /** All have entered, and nobody knows anybody's chain. */
    static Devices strangers(int count) throws GroupException {
        List<SessionId> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(account());
        }
        Devices devices = new Devices(members);
        for (SessionId member : members) {
            devices.keep(member, SenderKeyGroup.join(devices.epoch, member, NOW, RANDOM, CRYPTO));
        }
        return devices;
    }

    /** All know each other's chains. */
    static Devices acquainted(int count) throws Exception {
        Devices devices = strangers(count);
        devices.exchange();
        return devices;
    }

    static SessionId account() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return SessionId.of(IdKind.STANDARD, key);
    }

    SessionId member(int i) {
        return new ArrayList<>(groups.keySet()).get(i);
    }

    SenderKeyGroup group(SessionId member) {
        return groups.get(member);
    }

    void keep(SessionId member, Renewed.Chain chain) {
        groups.put(member, chain.state());
        distributions.put(member, exposed(chain.distribution()));
    }

    byte[] distribution(SessionId of) {
        return distributions.get(of);
    }

    /** Everybody gets the newest chain of everybody else. */
    void exchange() throws Exception {
        for (SessionId sender : groups.keySet()) {
            for (SessionId receiver : groups.keySet()) {
                if (!sender.equals(receiver)) {
                    handOver(sender, receiver);
                }
            }
        }
    }

    void handOver(SessionId sender, SessionId receiver) throws Exception {
        groups.put(receiver, group(receiver).accept(decoded(distribution(sender)), sender));
    }

    static KeyDistribution decoded(byte[] distribution) throws Exception {
        return KeyDistribution.decode(distribution, CRYPTO);
    }

    Bytes write(SessionId sender, String text) throws Exception {
        Encrypted encrypted = group(sender).encrypt(text.getBytes(StandardCharsets.UTF_8));
        groups.put(sender, encrypted.state());
        return encrypted.message();
    }

    String read(SessionId receiver, Bytes message, SessionId sender) throws Exception {
        Received received = group(receiver).decrypt(message, sender, NOW);
        groups.put(receiver, received.state());
        return text(received);
    }

    static String text(Received received) {
        assertThat(received).isInstanceOf(Received.Opened.class);
        return new String(((Received.Opened) received).content().toByteArray(), StandardCharsets.UTF_8);
    }

    /** Of all who are members then; the others are wiped. */
    void change(Collection<SessionId> members) throws Exception {
        epoch = epoch.next(NOW, members, groupKey, CRYPTO);
        for (SessionId member : List.copyOf(groups.keySet())) {
            Renewed renewed = group(member).apply(epoch, NOW, RANDOM);
            if (renewed instanceof Renewed.Chain chain) {
                keep(member, chain);
            } else {
                groups.remove(member);
            }
        }
        exchange();
    }

    byte[] captured(SessionId member) {
        return exposed(group(member).encode());
    }

    static SenderKeyGroup reloaded(byte[] captured) throws Exception {
        return SenderKeyGroup.decode(captured, 0, CRYPTO);
    }

    static byte[] exposed(SecretBytes secret) {
        return secret.exposeSecretBytes();
    }

    static GroupException.Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(GroupException.class, call).reason();
    }
}
