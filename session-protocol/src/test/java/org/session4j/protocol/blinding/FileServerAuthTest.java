package org.session4j.protocol.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.protocol.blinding.TestServer.CRYPTO;
import static org.session4j.protocol.blinding.TestServer.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;

class FileServerAuthTest {

    /** From libsession-util's own tests. */
    @Test
    void known_headers_come_out() throws Exception {
        Account account =
                Account.ofSeed(Hex.parse("fecd9a6034bc9aba273925dee7062b123334587c3c6257341afae2d7fe85e122"), CRYPTO);
        assertThat(FileServerAuth.headers(
                        account,
                        Instant.ofEpochSecond(1234567890, 999),
                        "GET",
                        "/session_version?platform=desktop",
                        null))
                .isEqualTo(Map.of(
                        "X-FS-Pubkey",
                        "0788e8adb27e7b8ce776fcc25bc1501fb2888fcac0308e52fb10044f789ae1a8fa",
                        "X-FS-Timestamp",
                        "1234567890",
                        "X-FS-Signature",
                        "FDwsmCj3aA7oHmJHvHqkd3xJka3YfNckFJsARSvtTpIPpX2vRifGj0P8vdstRl1eoR3vUj8777K77jnHaWdjBQ=="));
    }

    @Property(tries = 50)
    void the_07_id_signs_all_of_it(@ForAll long person, @ForAll byte[] body) throws Exception {
        Account account = account(person);
        Map<String, String> headers =
                FileServerAuth.headers(account, Instant.ofEpochSecond(1), "POST", "/x", Bytes.of(body));
        byte[] text = Arrays.copyOf("1POST/x".getBytes(StandardCharsets.US_ASCII), 7 + body.length);
        System.arraycopy(body, 0, text, 7, body.length);
        assertThat(headers.get("X-FS-Pubkey"))
                .isEqualTo(account.versionBlindedId().toString());
        assertThat(CRYPTO.ed25519Verify(
                        Base64.getDecoder().decode(headers.get("X-FS-Signature")),
                        text,
                        account.versionBlindedId().key()))
                .isTrue();
    }
}
