package org.session4j.swarm.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.internal.JsonText;

/**
 * The wish that a device be told of what comes into mailboxes: {@code POST /subscribe} of the push server (services: push
 * notification server). Apps say it again every seven days, and when the token of the device changes.
 *
 * @param credentials whose mailboxes, and as whom the wish is signed
 * @param namespaces which mailboxes, at least one; see {@link #OF_USERS} and {@link #OF_GROUPS}
 * @param withData whether messages come along with the notification, if they are short
 */
public record PushSubscription(
        Credentials credentials, SortedSet<Namespace> namespaces, boolean withData, PushDevice device, PushKey key) {

    /** Where the endpoint is. */
    public static final String ENDPOINT = "/subscribe";

    /** What apps subscribe to of a user. */
    public static final SortedSet<Namespace> OF_USERS = sorted(List.of(Namespace.DEFAULT));

    /** What apps subscribe to of a group. */
    public static final SortedSet<Namespace> OF_GROUPS = sorted(List.of(
            Namespace.REVOKED_GROUP_MESSAGES,
            Namespace.GROUP_MESSAGES,
            Namespace.GROUP_KEYS,
            Namespace.GROUP_INFO,
            Namespace.GROUP_MEMBERS));

    private static final String WORD = "MONITOR";

    public PushSubscription {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(key, "key");
        if (namespaces.isEmpty()) {
            throw new IllegalArgumentException("namespaces: expected at least one");
        }
        namespaces = sorted(namespaces);
    }

    /** In ascending order of their numbers, which the server insists on. */
    private static SortedSet<Namespace> sorted(Collection<Namespace> namespaces) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    /** What is signed: the word, the account, seconds since 1970, 1 or 0, namespaces with commas. For implementers. */
    public byte[] signedText(Instant now) {
        List<String> numbers = new ArrayList<>();
        namespaces.forEach(namespace -> numbers.add(namespace.toString()));
        return SignedPushRequest.text(WORD, credentials, now, (withData ? "1" : "0") + String.join(",", numbers));
    }

    /**
     * The body of a request, a JSON object.
     *
     * @param now by the network's clock
     */
    public String sign(Instant now) {
        return JsonText.format(fields(now));
    }

    /** The body of a request for several subscriptions, a JSON list; the answers come in the same order. */
    public static String signAll(List<PushSubscription> subscriptions, Instant now) {
        List<Object> bodies = new ArrayList<>();
        subscriptions.forEach(subscription -> bodies.add(subscription.fields(now)));
        return JsonText.format(bodies);
    }

    private SortedMap<String, Object> fields(Instant now) {
        List<Object> numbers = new ArrayList<>();
        namespaces.forEach(namespace -> numbers.add(namespace.number()));
        SortedMap<String, Object> fields = SignedPushRequest.fields(credentials, now, signedText(now));
        device.writeTo(fields);
        fields.put("namespaces", numbers);
        fields.put("data", withData);
        fields.put("enc_key", key.hex());
        return fields;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PushSubscription";
    }
}
