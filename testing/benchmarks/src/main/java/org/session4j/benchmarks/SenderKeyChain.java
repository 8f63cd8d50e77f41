package org.session4j.benchmarks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.session4j.groups.senderkeys.Encrypted;
import org.session4j.groups.senderkeys.EpochChange;
import org.session4j.groups.senderkeys.KeyDistribution;
import org.session4j.groups.senderkeys.Received;
import org.session4j.groups.senderkeys.Renewed;
import org.session4j.groups.senderkeys.SenderKeyGroup;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** A group of two; its state is serialised after every message, as it would be to be stored. */
final class SenderKeyChain implements SenderKeyBenchmark.Chain {

    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    private final SessionId alice;
    private SenderKeyGroup sender;
    private SenderKeyGroup receiver;

    SenderKeyChain(Crypto crypto) throws Exception {
        SecureRandom random = new SecureRandom();
        alice = Account.generate(random, crypto).sessionId();
        SessionId bob = Account.generate(random, crypto).sessionId();
        Ed25519KeyPair groupKey = Ed25519KeyPair.generate(random, crypto);
        EpochChange epoch = EpochChange.sign(0, NOW, List.of(alice, bob), groupKey, crypto);
        Renewed.Chain chain = SenderKeyGroup.join(epoch, alice, NOW, random, crypto);
        KeyDistribution distribution =
                KeyDistribution.decode(chain.distribution().exposeSecretBytes(), crypto);
        sender = chain.state();
        receiver = SenderKeyGroup.join(epoch, bob, NOW, random, crypto).state().accept(distribution, alice);
    }

    @Override
    public byte[] encrypt(byte[] content) throws Exception {
        Encrypted encrypted = sender.encrypt(content);
        sender = encrypted.state();
        sender.encode().destroy();
        return encrypted.message().toByteArray();
    }

    @Override
    public byte[] decrypt(byte[] message) throws Exception {
        Received received = receiver.decrypt(Bytes.of(message), alice, NOW);
        receiver = received.state();
        receiver.encode().destroy();
        return ((Received.Opened) received).content().toByteArray();
    }
}
