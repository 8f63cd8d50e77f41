package org.session4j.protocol.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.blinding.TestServer.CRYPTO;
import static org.session4j.protocol.blinding.TestServer.account;
import static org.session4j.protocol.blinding.TestServer.serverKey;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.X25519PublicKey;

class ServerBlindingTest {

    /** From libsession-util's own tests. */
    private static final String KNOWN_SERVER = "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789";

    private static final String KNOWN_USER = "0505c9a9bf178fa644d44bebf628716dc7f2df3d0842e97881962c723699152073";

    @Test
    void known_ids_come_out() throws Exception {
        ServerBlinding server = ServerBlinding.of(X25519PublicKey.parse(KNOWN_SERVER), CRYPTO);
        SessionId user = SessionId.parse(KNOWN_USER);
        assertThat(server.possibleIds15(user))
                .extracting(SessionId::toString)
                .containsExactly(
                        "1561e070286ff7a71f167e92b18c709882b148d8238c8872caf414b301ba0564fd",
                        "1561e070286ff7a71f167e92b18c709882b148d8238c8872caf414b301ba05647d");
        assertThat(server.id25(user)).hasToString("25a69cc6884530bf8498d22892e563716c4742f2845a7eb608de2aecbe7b6b5996");
    }

    @Property(tries = 200)
    void the_own_ids_are_among_those_that_others_reckon_with(@ForAll long person, @ForAll long where) throws Exception {
        Account account = account(person);
        ServerBlinding server = ServerBlinding.of(serverKey(where), CRYPTO);
        SessionId own15 = BlindedKeyPair.blind15(account.ed25519KeyPair(), serverKey(where), CRYPTO)
                .id();
        SessionId own25 = BlindedKeyPair.blind25(account.ed25519KeyPair(), serverKey(where), CRYPTO)
                .id();

        List<SessionId> possible = server.possibleIds15(account.sessionId());
        boolean negative = account.ed25519PublicKey().toByteArray()[31] < 0;
        assertThat(possible.get(negative ? 1 : 0)).isEqualTo(own15).isEqualTo(server.id15(account.ed25519PublicKey()));
        assertThat(server.id25(account.sessionId())).isEqualTo(own25);
        assertThat(server.matches(account.sessionId(), own15)).isTrue();
        assertThat(server.matches(account.sessionId(), own25)).isTrue();
        assertThat(ServerBlinding.indexForm(possible.get(0))).isEqualTo(ServerBlinding.indexForm(possible.get(1)));
        assertThat(ServerBlinding.indexForm(own25)).isEqualTo(own25);
    }

    @Property(tries = 100)
    void neither_another_person_nor_another_server_nor_another_kind_matches(@ForAll long person, @ForAll long where)
            throws Exception {
        Account account = account(person);
        ServerBlinding here = ServerBlinding.of(serverKey(where), CRYPTO);
        ServerBlinding elsewhere = ServerBlinding.of(serverKey(where + 1), CRYPTO);
        SessionId id15 = here.id15(account.ed25519PublicKey());
        SessionId id25 = here.id25(account.sessionId());
        SessionId stranger = account(person + 1).sessionId();

        for (SessionId id : List.of(id15, id25)) {
            assertThat(here.matches(stranger, id)).isFalse();
            assertThat(elsewhere.matches(account.sessionId(), id)).isFalse();
        }
        assertThat(here.matches(account.sessionId(), SessionId.of(IdKind.BLINDED_25, id15.key())))
                .isFalse();
        assertThat(here.matches(account.sessionId(), SessionId.of(IdKind.BLINDED_15, id25.key())))
                .isFalse();
    }

    @Property(tries = 1000)
    void any_bytes_in_an_id_give_ids_or_are_malformed(@ForAll @Size(32) byte[] key) {
        ServerBlinding server = ServerBlinding.of(serverKey(1), CRYPTO);
        SessionId user = SessionId.of(IdKind.STANDARD, key);
        try {
            assertThat(server.matches(user, server.possibleIds15(user).get(1))).isTrue();
            assertThat(server.matches(user, server.id25(user))).isTrue();
        } catch (SessionException e) {
            assertThat(e).isInstanceOf(MalformedDataException.class);
        }
    }

    /** u of the points of small order, and one of the twist. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void an_id_whose_key_is_of_small_order_or_none_is_malformed(String key) {
        ServerBlinding server = ServerBlinding.of(serverKey(1), CRYPTO);
        assertThatThrownBy(() -> {
                    List<SessionId> unused = server.possibleIds15(SessionId.parse("05" + key));
                })
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> {
                    SessionId unused = server.id25(SessionId.parse("05" + key));
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @EnumSource
    void ids_of_the_wrong_kind_are_a_mistake_of_the_caller(IdKind kind) throws Exception {
        ServerBlinding server = ServerBlinding.of(serverKey(1), CRYPTO);
        SessionId id = SessionId.of(kind, account(1).sessionId().key());
        if (kind != IdKind.STANDARD) {
            assertThatThrownBy(() -> {
                        SessionId unused = server.id25(id);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> {
                        List<SessionId> unused = server.possibleIds15(id);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
        }
        if (kind != IdKind.BLINDED_15 && kind != IdKind.BLINDED_25) {
            assertThatThrownBy(() -> {
                        SessionId unused = ServerBlinding.indexForm(id);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> {
                        boolean unused = server.matches(account(1).sessionId(), id);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server).hasToString("ServerBlinding");
    }
}
