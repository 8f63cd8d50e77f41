package org.session4j.benchmarks;

import com.github.luben.zstd.Zstd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.session4j.crypto.sodium.SodiumFunctions;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigMergeResult;
import org.session4j.protocol.config.ConfigPush;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.config.StoredConfig;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtValue;

/**
 * The contacts of {@link SyncedContacts} adopted from another device, merged with it, loaded and pushed, and what none of
 * that can do without: libsodium, zstd, and bt-encoding read or written once.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConfigBenchmark {

    /** Ours, with one backend or the other. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"libsodium", "bouncycastle"})
        String backend = "";

        private SyncedContacts contacts;
        private Bytes dump;

        @Setup
        public void prepare() throws Exception {
            contacts = SyncedContacts.of(backend);
            dump = contacts.shared.dump();
        }
    }

    /** The same functions of libsodium and zstd on prepared arrays of the same sizes. */
    @State(Scope.Benchmark)
    public static class Floor {

        private static final int LEVEL = 1;
        private static final int TAG = 16;
        private static final int NONCE = 24;

        private final byte[] key = new byte[32];
        private final byte[] nonce = new byte[NONCE];
        private final byte[] hash = new byte[32];
        private final List<byte[]> parts = new ArrayList<>();
        private final List<byte[]> sealedParts = new ArrayList<>();
        private byte[] frame = new byte[0];
        private Bytes newer = Bytes.empty();
        private byte[] expanded = new byte[0];
        private BtValue edited = BtList.empty();

        @Setup
        public void prepare() throws Exception {
            SodiumFunctions.load();
            SyncedContacts contacts = SyncedContacts.of("libsodium");
            newer = contacts.newer.serialize();
            expanded = newer.toByteArray();
            frame = Zstd.compress(expanded, LEVEL);
            edited = BtValue.decode(contacts.edited.serialize());
            for (StoredConfig message : contacts.stored) {
                byte[] sealed = new byte[message.data().length() - NONCE];
                byte[] part = new byte[sealed.length - TAG];
                SodiumFunctions.xchacha20Encrypt(sealed, part, nonce, key);
                parts.add(part);
                sealedParts.add(sealed);
            }
        }

        BtValue open() throws MalformedDataException {
            for (int i = 0; i < parts.size(); i++) {
                SodiumFunctions.xchacha20Decrypt(parts.get(i), sealedParts.get(i), nonce, key);
            }
            SodiumFunctions.blake2b(hash, frame);
            Zstd.decompress(expanded, frame);
            return read();
        }

        BtValue read() throws MalformedDataException {
            SodiumFunctions.blake2b(hash, expanded);
            return BtValue.decode(newer);
        }

        byte[] write() {
            byte[] written = edited.encode();
            SodiumFunctions.blake2b(hash, written);
            return written;
        }

        byte[] seal() {
            byte[] compressed = Zstd.compress(edited.encode(), LEVEL);
            SodiumFunctions.blake2b(hash, compressed);
            for (int i = 0; i < parts.size(); i++) {
                SodiumFunctions.blake2b(hash, parts.get(i));
                SodiumFunctions.xchacha20Encrypt(sealedParts.get(i), parts.get(i), nonce, key);
            }
            return compressed;
        }
    }

    @Benchmark
    public ConfigMergeResult adopt(Ours ours) {
        SyncedContacts contacts = ours.contacts;
        return contacts.shared.merge(contacts.stored, contacts.keys, SyncedContacts.NOW);
    }

    @Benchmark
    public ConfigMergeResult merge(Ours ours) {
        SyncedContacts contacts = ours.contacts;
        return contacts.edited.merge(contacts.stored, contacts.keys, SyncedContacts.NOW);
    }

    @Benchmark
    public ConfigDocument load(Ours ours) throws Exception {
        return ConfigDocument.load(ConfigType.CONTACTS, ours.contacts.author, ours.dump);
    }

    @Benchmark
    public ConfigPush push(Ours ours) throws Exception {
        return ours.contacts.merged.push(ours.contacts.keys);
    }

    /** Theirs opened, and the own one written and hashed, as it takes part in every merge. */
    @Benchmark
    public BtValue adoptFloor(Floor floor) throws Exception {
        floor.write();
        return floor.open();
    }

    /** As of adopting. */
    @Benchmark
    public BtValue mergeFloor(Floor floor) throws Exception {
        floor.write();
        return floor.open();
    }

    @Benchmark
    public BtValue loadFloor(Floor floor) throws Exception {
        return floor.read();
    }

    @Benchmark
    public byte[] pushFloor(Floor floor) {
        return floor.seal();
    }
}
