package org.session4j.swarm.push;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.Bytes;
import org.session4j.swarm.Credentials;

/** What requests to the push server have in common: who asks, when, and the proof. */
final class SignedPushRequest {

    private SignedPushRequest() {}

    /** An object with these fields, to which more can be added. */
    static SortedMap<String, Object> fields(Credentials credentials, Instant now, byte[] signedText) {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("pubkey", credentials.account().toString());
        fields.put("sig_ts", now.getEpochSecond());
        fields.put("signature", Bytes.of(credentials.signer().sign(signedText)).toBase64());
        if (credentials instanceof Credentials.User user) {
            fields.put("session_ed25519", user.ed25519().toString());
        } else if (credentials instanceof Credentials.Subaccount subaccount) {
            fields.put("subaccount", subaccount.token().toString());
            fields.put("subaccount_sig", subaccount.tokenSignature().toBase64());
        }
        return fields;
    }

    /** A word, the account and the time, without separators. */
    static byte[] text(String word, Credentials credentials, Instant now, String rest) {
        return (word + credentials.account() + now.getEpochSecond() + rest).getBytes(StandardCharsets.UTF_8);
    }
}
