package org.session4j.benchmarks;

import java.util.UUID;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.groups.GroupCipher;
import org.signal.libsignal.protocol.groups.GroupSessionBuilder;
import org.signal.libsignal.protocol.groups.state.InMemorySenderKeyStore;
import org.signal.libsignal.protocol.message.SenderKeyDistributionMessage;

/** libsignal's group cipher with its stores in memory, which serialise every record that they keep. */
final class SignalChain implements SenderKeyBenchmark.Chain {

    private final UUID distributionId = UUID.randomUUID();
    private final GroupCipher sender;
    private final GroupCipher receiver;

    SignalChain() throws Exception {
        SignalProtocolAddress address = new SignalProtocolAddress("alice", 1);
        InMemorySenderKeyStore ofSender = new InMemorySenderKeyStore();
        InMemorySenderKeyStore ofReceiver = new InMemorySenderKeyStore();
        byte[] distribution = new GroupSessionBuilder(ofSender)
                .create(address, distributionId)
                .serialize();
        new GroupSessionBuilder(ofReceiver).process(address, new SenderKeyDistributionMessage(distribution));
        sender = new GroupCipher(ofSender, address);
        receiver = new GroupCipher(ofReceiver, address);
    }

    @Override
    public byte[] encrypt(byte[] content) throws Exception {
        return sender.encrypt(distributionId, content).serialize();
    }

    @Override
    public byte[] decrypt(byte[] message) throws Exception {
        return receiver.decrypt(message);
    }
}
