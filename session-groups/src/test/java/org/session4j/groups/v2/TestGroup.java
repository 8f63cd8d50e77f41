package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Crypto;

/** A group and its members, the same for the same seed. */
final class TestGroup {

    static final Crypto CRYPTO = Crypto.named("bouncycastle");
    static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);

    final Random random;
    final AdminKey admin;
    final List<Account> members = new ArrayList<>();

    TestGroup(long seed, int size) {
        random = new Random(seed);
        admin = AdminKey.ofSeed(bytes(32), CRYPTO);
        for (int i = 0; i < size; i++) {
            members.add(Account.ofSeed(bytes(16), CRYPTO));
        }
    }

    GroupId id() {
        return admin.groupId();
    }

    Account member(int index) {
        return members.get(index);
    }

    List<SessionId> ids() {
        return ids(members);
    }

    static List<SessionId> ids(List<Account> accounts) {
        List<SessionId> ids = new ArrayList<>();
        accounts.forEach(account -> ids.add(account.sessionId()));
        return ids;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    GroupKeys none() {
        return GroupKeys.none(id(), CRYPTO);
    }

    /** What an admin knows after a first key is confirmed. */
    GroupKeys started() throws SessionException {
        GroupKeys.Rekeyed first = none().rekey(admin, ids());
        return first.keys()
                .load(first.message(), new StorageHash("first"), START, admin)
                .keys();
    }

    /** What a member knows then. */
    GroupKeys startedFor(Account member) throws SessionException {
        Bytes message = none().rekey(admin, ids()).message();
        return none().load(message, new StorageHash("first"), START, member.x25519KeyPair())
                .keys();
    }

    static Bytes flipped(Bytes bytes, int bit) {
        byte[] changed = bytes.toByteArray();
        changed[bit / 8 % changed.length] ^= (byte) (1 << bit % 8);
        return Bytes.of(changed);
    }

    static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GroupException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Randomness that a test can repeat. */
    static final class Repeatable extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final Random source;

        Repeatable(long seed) {
            source = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }
    }
}
