package org.session4j.swarm.wire;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.SubaccountToken;

/**
 * Every text that is signed between a client and a swarm: the requests' (storage server: messages to sign) and the
 * nodes' answers' (storage server: signatures in answers). Fields follow each other without separators; numbers and
 * times are decimal, times in milliseconds; an account is its 66 hex digits; hashes are as they travel.
 */
public final class SignedText {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SignedText() {}

    // --- requests ---

    public static byte[] store(Namespace namespace, Instant timestamp) {
        return new SignedText()
                .add("store")
                .add(namespace.signedForm())
                .add(timestamp)
                .toByteArray();
    }

    public static byte[] retrieve(Namespace namespace, Instant timestamp) {
        return new SignedText()
                .add("retrieve")
                .add(namespace.signedForm())
                .add(timestamp)
                .toByteArray();
    }

    public static byte[] delete(Collection<String> hashes) {
        return new SignedText().add("delete").add(hashes).toByteArray();
    }

    public static byte[] deleteAll(NamespaceScope scope, Instant timestamp) {
        return new SignedText()
                .add("delete_all")
                .add(scope.signedForm())
                .add(timestamp)
                .toByteArray();
    }

    public static byte[] deleteBefore(NamespaceScope scope, Instant before) {
        return new SignedText()
                .add("delete_before")
                .add(scope.signedForm())
                .add(before)
                .toByteArray();
    }

    public static byte[] expire(ExpireRequest.Mode mode, List<Instant> expiries, Collection<String> hashes) {
        SignedText text = new SignedText().add("expire").add(mode.signedForm());
        expiries.forEach(text::add);
        return text.add(hashes).toByteArray();
    }

    public static byte[] expireAll(NamespaceScope scope, Instant expiry) {
        return new SignedText()
                .add("expire_all")
                .add(scope.signedForm())
                .add(expiry)
                .toByteArray();
    }

    public static byte[] getExpiries(Instant timestamp, Collection<String> hashes) {
        return new SignedText().add("get_expiries").add(timestamp).add(hashes).toByteArray();
    }

    public static byte[] revokeSubaccount(Instant timestamp, List<SubaccountToken> tokens) {
        return new SignedText()
                .add("revoke_subaccount")
                .add(timestamp)
                .addTokens(tokens)
                .toByteArray();
    }

    public static byte[] unrevokeSubaccount(Instant timestamp, List<SubaccountToken> tokens) {
        return new SignedText()
                .add("unrevoke_subaccount")
                .add(timestamp)
                .addTokens(tokens)
                .toByteArray();
    }

    public static byte[] revokedSubaccounts(Instant timestamp) {
        return new SignedText().add("revoked_subaccounts").add(timestamp).toByteArray();
    }

    // --- answers ---

    /** A node holds the message. */
    public static byte[] stored(String hash) {
        return new SignedText().add(hash).toByteArray();
    }

    /** What a deletion of single messages took away. */
    public static byte[] deleted(SessionId account, Collection<String> requested, Collection<String> deleted) {
        return new SignedText()
                .add(account.toString())
                .add(requested)
                .addSorted(deleted)
                .toByteArray();
    }

    /**
     * What {@code delete_all}, {@code delete_before} or {@code expire_all} changed.
     *
     * @param time the request's timestamp, limit or expiry
     * @param hashes of all namespaces, in any order
     */
    public static byte[] changedAll(SessionId account, Instant time, Collection<String> hashes) {
        return new SignedText()
                .add(account.toString())
                .add(time)
                .addSorted(hashes)
                .toByteArray();
    }

    /**
     * What {@code expire} changed.
     *
     * @param applied the answer's one expiry, or one for each updated hash
     */
    public static byte[] expired(
            SessionId account,
            List<Instant> applied,
            Collection<String> requested,
            Collection<String> updated,
            SortedMap<String, Instant> unchanged) {
        SignedText text = new SignedText().add(account.toString());
        applied.forEach(text::add);
        text.add(requested).addSorted(updated);
        unchanged.forEach((hash, expiry) -> text.add(hash).add(expiry));
        return text.toByteArray();
    }

    /** {@code revoke_subaccount} or {@code unrevoke_subaccount} was done. */
    public static byte[] subaccountsChanged(SessionId account, Instant timestamp, List<SubaccountToken> tokens) {
        return new SignedText()
                .add(account.toString())
                .add(timestamp)
                .addTokens(tokens)
                .toByteArray();
    }

    // --- parts ---

    @CanIgnoreReturnValue
    private SignedText add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(utf8, 0, utf8.length);
        return this;
    }

    @CanIgnoreReturnValue
    private SignedText add(Instant time) {
        return add(Long.toString(time.toEpochMilli()));
    }

    @CanIgnoreReturnValue
    private SignedText add(Collection<String> texts) {
        texts.forEach(this::add);
        return this;
    }

    /** Hashes are ASCII, so the order of characters is that of bytes. */
    @CanIgnoreReturnValue
    private SignedText addSorted(Collection<String> hashes) {
        List<String> sorted = new ArrayList<>(hashes);
        Collections.sort(sorted);
        return add(sorted);
    }

    @CanIgnoreReturnValue
    private SignedText addTokens(List<SubaccountToken> tokens) {
        for (SubaccountToken token : tokens) {
            byte[] raw = token.toByteArray();
            bytes.write(raw, 0, raw.length);
        }
        return this;
    }

    private byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
