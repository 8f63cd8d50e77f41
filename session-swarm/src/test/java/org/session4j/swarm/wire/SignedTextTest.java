package org.session4j.swarm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.SubaccountToken;

/** Each text of the storage server's two tables, once. */
class SignedTextTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final SessionId ID = SessionId.of(IdKind.STANDARD, new byte[32]);
    private static final String PK = "05" + "00".repeat(32);

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void requestsAreSignedAsTheTableSays() {
        assertThat(text(SignedText.retrieve(Namespace.of(5), TIME))).isEqualTo("retrieve51700000000000");
        assertThat(text(SignedText.retrieve(Namespace.DEFAULT, TIME))).isEqualTo("retrieve1700000000000");
        assertThat(text(SignedText.store(Namespace.of(-11), TIME))).isEqualTo("store-111700000000000");
        assertThat(text(SignedText.delete(List.of("b", "a")))).isEqualTo("deleteba");
        assertThat(text(SignedText.deleteAll(NamespaceScope.all(), TIME))).isEqualTo("delete_allall1700000000000");
        assertThat(text(SignedText.deleteBefore(NamespaceScope.of(Namespace.CONTACTS), TIME)))
                .isEqualTo("delete_before31700000000000");
        assertThat(text(SignedText.expireAll(NamespaceScope.of(Namespace.DEFAULT), TIME)))
                .isEqualTo("expire_all1700000000000");
        assertThat(text(SignedText.getExpiries(TIME, List.of("b", "a")))).isEqualTo("get_expiries1700000000000ba");
        assertThat(text(SignedText.revokedSubaccounts(TIME))).isEqualTo("revoked_subaccounts1700000000000");
    }

    @Test
    void expireNamesItsModeThenItsExpiriesThenTheHashes() {
        List<String> hashes = List.of("b", "a");

        assertThat(text(SignedText.expire(ExpireRequest.Mode.SET, List.of(TIME), hashes)))
                .isEqualTo("expire1700000000000ba");
        assertThat(text(SignedText.expire(ExpireRequest.Mode.EXTEND, List.of(TIME), hashes)))
                .isEqualTo("expireextend1700000000000ba");
        assertThat(text(SignedText.expire(ExpireRequest.Mode.SHORTEN, List.of(TIME, TIME.plusMillis(1)), hashes)))
                .isEqualTo("expireshorten17000000000001700000000001ba");
    }

    @Test
    void tokensAreSignedRaw() throws MalformedDataException {
        byte[] raw = new byte[36];
        raw[35] = (byte) 0xff;
        List<SubaccountToken> tokens = List.of(SubaccountToken.decode(raw));
        String token = text(raw);

        assertThat(text(SignedText.revokeSubaccount(TIME, tokens))).isEqualTo("revoke_subaccount1700000000000" + token);
        assertThat(text(SignedText.unrevokeSubaccount(TIME, tokens)))
                .isEqualTo("unrevoke_subaccount1700000000000" + token);
        assertThat(text(SignedText.subaccountsChanged(ID, TIME, tokens))).isEqualTo(PK + "1700000000000" + token);
    }

    @Test
    void answersSortWhatWasChangedButNotWhatWasAsked() {
        assertThat(text(SignedText.stored("hash"))).isEqualTo("hash");
        assertThat(text(SignedText.deleted(ID, List.of("c", "a", "b"), List.of("b", "a"))))
                .isEqualTo(PK + "cabab");
        assertThat(text(SignedText.changedAll(ID, TIME, List.of("b", "A", "a"))))
                .isEqualTo(PK + "1700000000000Aab");
        TreeMap<String, Instant> unchanged = new TreeMap<>();
        unchanged.put("d", Instant.ofEpochMilli(8));
        unchanged.put("c", Instant.ofEpochMilli(9));
        assertThat(text(SignedText.expired(
                        ID, List.of(TIME, TIME), List.of("d", "b", "a", "c"), List.of("b", "a"), unchanged)))
                .isEqualTo(PK + "17000000000001700000000000dbacabc9d8");
    }
}
