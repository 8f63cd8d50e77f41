package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.assertRefused;
import static org.session4j.groups.v2.TestGroup.flipped;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;

class SubaccountTest {

    private static final SubaccountAccess MEMBER = SubaccountAccess.MEMBER;

    /** As a swarm checks a request. */
    private static boolean isGood(GroupId group, SubaccountSignature signature, byte[] request) {
        byte[] token = signature.token().encode().toByteArray();
        byte[] blinded = signature.token().encode().slice(4, 36).toByteArray();
        return CRYPTO.ed25519Verify(
                        signature.tokenSignature().toByteArray(),
                        token,
                        group.publicKey().toByteArray())
                && CRYPTO.ed25519Verify(signature.signature().toByteArray(), request, blinded);
    }

    @Property(tries = 100)
    void aMemberSignsRequestsThatTheSwarmTakes(@ForAll long seed, @ForAll byte[] request) throws Exception {
        TestGroup group = new TestGroup(seed, 1);
        Account member = group.member(0);
        SubaccountAuth auth = SubaccountAuth.issue(group.admin, member.sessionId(), MEMBER);
        auth.verify(group.id(), member.sessionId(), MEMBER, CRYPTO);
        SubaccountSignature signature = auth.sign(request, member.ed25519KeyPair(), CRYPTO);

        assertThat(isGood(group.id(), signature, request)).isTrue();
        assertThat(signature.token()).isEqualTo(SubaccountToken.of(group.admin, member.sessionId(), MEMBER));
        assertThat(SubaccountToken.decode(signature.token().encode())).isEqualTo(signature.token());
        assertThat(SubaccountAuth.decode(auth.encode())).isEqualTo(auth);
    }

    @Test
    void theAuthDataOfAnotherMemberAreRefusedAndOfNoUse() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        SubaccountAuth auth = SubaccountAuth.issue(group.admin, group.member(0).sessionId(), MEMBER);
        assertRefused(
                Reason.BAD_SIGNATURE,
                () -> auth.verify(group.id(), group.member(1).sessionId(), MEMBER, CRYPTO));
        byte[] request = {1, 2, 3};
        assertThat(isGood(group.id(), auth.sign(request, group.member(1).ed25519KeyPair(), CRYPTO), request))
                .isFalse();
    }

    @Test
    void theAuthDataOfAnotherGroupAreRefused() throws Exception {
        TestGroup group = new TestGroup(1, 1);
        SessionId member = group.member(0).sessionId();
        SubaccountAuth auth = SubaccountAuth.issue(new TestGroup(2, 0).admin, member, MEMBER);
        assertRefused(Reason.BAD_SIGNATURE, () -> auth.verify(group.id(), member, MEMBER, CRYPTO));
    }

    @Test
    void accessThatWasNotGivenIsRefused() throws Exception {
        TestGroup group = new TestGroup(1, 1);
        SessionId member = group.member(0).sessionId();
        SubaccountAuth readOnly = SubaccountAuth.issue(group.admin, member, new SubaccountAccess(false, false));
        assertRefused(Reason.NOT_ALLOWED, () -> readOnly.verify(group.id(), member, MEMBER, CRYPTO));
        readOnly.verify(group.id(), member, new SubaccountAccess(false, false), CRYPTO);
        SubaccountAuth all = SubaccountAuth.issue(group.admin, member, new SubaccountAccess(true, true));
        all.verify(group.id(), member, MEMBER, CRYPTO);
    }

    @Property(tries = 400)
    void authDataWithOneBitChangedAreRefused(@ForAll @IntRange(min = 0, max = 799) int bit) throws Exception {
        TestGroup group = new TestGroup(1, 1);
        SessionId member = group.member(0).sessionId();
        SubaccountAuth changed = SubaccountAuth.decode(
                flipped(SubaccountAuth.issue(group.admin, member, MEMBER).encode(), bit));
        if (bit == 36 * 8 - 1) {
            // The top bit of the factor is the one that libsodium does not look at.
            changed.verify(group.id(), member, MEMBER, CRYPTO);
            return;
        }
        assertThatThrownBy(() -> changed.verify(group.id(), member, MEMBER, CRYPTO))
                .isInstanceOf(SessionException.class);
    }

    @Property(tries = 1000)
    void whateverIsTakenForAuthDataIsRefusedWithATypedException(@ForAll @Size(100) byte[] bytes) throws Exception {
        TestGroup group = new TestGroup(1, 1);
        SubaccountAuth auth = SubaccountAuth.decode(Bytes.of(bytes));
        assertThatThrownBy(() -> auth.verify(group.id(), group.member(0).sessionId(), MEMBER, CRYPTO))
                .isInstanceOf(SessionException.class);
        assertThat(auth).hasToString("SubaccountAuth");
    }

    @Test
    void otherLengthsAndIdsThatNobodyCanHaveAreMalformed() {
        TestGroup group = new TestGroup(1, 1);
        for (int length : new int[] {0, 99, 101}) {
            assertThatThrownBy(() -> {
                        SubaccountAuth unused = SubaccountAuth.decode(Bytes.of(new byte[length]));
                    })
                    .isInstanceOf(MalformedDataException.class);
        }
        assertThatThrownBy(() -> {
                    SubaccountToken unused = SubaccountToken.decode(Bytes.of(new byte[35]));
                })
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> {
                    SubaccountAuth unused =
                            SubaccountAuth.issue(group.admin, SessionId.of(IdKind.STANDARD, new byte[32]), MEMBER);
                })
                .isInstanceOf(MalformedDataException.class);
        SubaccountAuth neutral = decode(new byte[100]);
        assertThatThrownBy(() -> {
                    SubaccountSignature unused =
                            neutral.sign(new byte[1], group.member(0).ed25519KeyPair(), CRYPTO);
                })
                .isInstanceOf(MalformedDataException.class);
    }

    private static SubaccountAuth decode(byte[] bytes) {
        try {
            return SubaccountAuth.decode(Bytes.of(bytes));
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }
}
