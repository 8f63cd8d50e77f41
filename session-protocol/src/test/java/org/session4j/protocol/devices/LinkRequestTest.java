package org.session4j.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.devices.Devices.ACCOUNT;
import static org.session4j.protocol.devices.Devices.CRYPTO;
import static org.session4j.protocol.devices.Devices.NOW;
import static org.session4j.protocol.devices.Devices.RANDOM;
import static org.session4j.protocol.devices.Devices.keys;
import static org.session4j.protocol.devices.Devices.record;
import static org.session4j.protocol.devices.Devices.seed;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.AccountKeys;

class LinkRequestTest {

    private static final AccountKeys KEYS =
            AccountKeys.none().rotate(seed(), NOW, CRYPTO).rotate(seed(), NOW.plusSeconds(1), CRYPTO);
    private static final LinkRequest REQUEST =
            LinkRequest.of(DeviceId.generate(RANDOM), record(keys(), NOW), ACCOUNT.ed25519KeyPair());
    private static final Bytes MESSAGE = seal(KEYS.all().get(1).publicKey().x25519());

    private static Bytes seal(X25519PublicKey linkKey) {
        try {
            return REQUEST.seal(linkKey, ACCOUNT.x25519PublicKey(), RANDOM, CRYPTO);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    private static LinkRequest open(Bytes message, AccountKeys keys) throws SessionException {
        return LinkRequest.open(message, ACCOUNT.ed25519KeyPair(), keys, CRYPTO);
    }

    @Test
    void aMemberReadsWhoAsksAndSeesTheSameCode() throws Exception {
        LinkRequest opened = open(MESSAGE, KEYS);

        assertThat(opened.device()).isEqualTo(REQUEST.device());
        assertThat(opened.record()).isEqualTo(REQUEST.record());
        assertThat(opened.code(CRYPTO)).isEqualTo(REQUEST.code(CRYPTO));
        assertThat(opened.code(CRYPTO).toString().split(" ")).hasSize(7);
        assertThat(String.join(" ", opened.code(CRYPTO).rows()).split(" ")).hasSize(21);
    }

    /** The account's seed is enough to see which key it is for, and not to read it. */
    @Test
    void theLongTermKeyAloneDoesNotOpenIt() {
        for (AccountKeys keys : List.of(AccountKeys.none(), AccountKeys.none().rotate(seed(), NOW, CRYPTO))) {
            assertThatThrownBy(() -> open(MESSAGE, keys)).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void anyFlippedBitIsRefused() {
        byte[] flipped = MESSAGE.toByteArray();
        for (int at = 0; at < flipped.length; at++) {
            flipped[at] ^= (byte) (1 << at % 8);
            Bytes message = Bytes.of(flipped);
            assertThatThrownBy(() -> open(message, KEYS)).as("byte %s", at).isInstanceOf(SessionException.class);
            flipped[at] ^= (byte) (1 << at % 8);
        }
    }

    @Property
    void whatIsNoRequestIsRefused(@ForAll @Size(max = 200) byte[] random, @ForAll @IntRange(max = 1400) int length) {
        for (Bytes bytes : List.of(Bytes.of(random), MESSAGE.slice(0, Math.min(length, MESSAGE.length() - 1)))) {
            assertThatThrownBy(() -> open(bytes, KEYS)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void aRequestOfAnotherAccountIsRefused() throws Exception {
        Account eve = Account.generate(RANDOM, CRYPTO);
        LinkRequest request = LinkRequest.of(DeviceId.generate(RANDOM), REQUEST.record(), eve.ed25519KeyPair());
        Bytes message = request.seal(KEYS.all().get(0).publicKey().x25519(), ACCOUNT.x25519PublicKey(), RANDOM, CRYPTO);

        assertThatThrownBy(() -> open(message, KEYS)).isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> request.seal(X25519PublicKey.of(new byte[32]), eve.x25519PublicKey(), RANDOM, CRYPTO))
                .isInstanceOf(MalformedDataException.class);
    }

    /** Each emoji tells six bits of the hash of all that was signed. */
    @Test
    void anotherRequestHasAnotherCode() {
        LinkRequest other = LinkRequest.of(
                REQUEST.device(), REQUEST.record().with(1, NOW.plusSeconds(1)), ACCOUNT.ed25519KeyPair());

        assertThat(other.code(CRYPTO)).isNotEqualTo(REQUEST.code(CRYPTO));
        assertThat(other.code(CRYPTO).indices()).hasSize(21).allMatch(index -> index >= 0 && index < 64);
    }

    @Test
    void messagesOfOneKindAreNotTakenForTheOther() {
        Bytes group = Devices.seal(
                DeviceGroupId.generate(NOW, RANDOM),
                Devices.payload(java.util.Map.of(REQUEST.device(), new DeviceState.Registered(REQUEST.record()))));

        assertThatThrownBy(() -> open(group, KEYS)).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> Devices.decode(MESSAGE)).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> Devices.decode(REQUEST.plaintext())).isInstanceOf(MalformedDataException.class);
    }
}
