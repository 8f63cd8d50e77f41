package org.session4j.swarm.wire;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Credentials;

/** The parameters of a method while they are being written. */
final class Params {

    private final SortedMap<String, Object> fields = new TreeMap<>();

    @CanIgnoreReturnValue
    Params put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    Params put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    Params put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    Params put(String name, Instant value) {
        return put(name, value.toEpochMilli());
    }

    /**
     * @param value of a form that {@link org.session4j.swarm.internal.JsonText#format(Object)} takes
     */
    @CanIgnoreReturnValue
    Params putJson(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** The texts of the items. */
    @CanIgnoreReturnValue
    Params putAll(String name, Collection<?> items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.toString()));
        fields.put(name, texts);
        return this;
    }

    @CanIgnoreReturnValue
    Params account(SessionId account) {
        return put("pubkey", account.toString());
    }

    /** Account, keys and signature (storage server: signature check). */
    @CanIgnoreReturnValue
    Params signed(Credentials credentials, byte[] text) {
        account(credentials.account());
        put("signature", Base64.getEncoder().encodeToString(credentials.signer().sign(text)));
        if (credentials instanceof Credentials.User user) {
            put("pubkey_ed25519", user.ed25519().toString());
        } else if (credentials instanceof Credentials.Subaccount subaccount) {
            put("subaccount", subaccount.token().toString());
            put("subaccount_sig", subaccount.tokenSignature().toBase64());
        }
        return this;
    }

    SortedMap<String, Object> fields() {
        return fields;
    }
}
