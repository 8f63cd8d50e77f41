package org.session4j.swarm.push;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.internal.JsonText;

/**
 * The end of a {@link PushSubscription}: {@code POST /unsubscribe} of the push server (services: push notification server).
 *
 * @param credentials whose mailboxes, and as whom the wish is signed
 */
public record PushCancellation(Credentials credentials, PushDevice device) {

    /** Where the endpoint is. */
    public static final String ENDPOINT = "/unsubscribe";

    private static final String WORD = "UNSUBSCRIBE";

    public PushCancellation {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(device, "device");
    }

    /** What is signed: the word, the account, seconds since 1970. For implementers. */
    public byte[] signedText(Instant now) {
        return SignedPushRequest.text(WORD, credentials, now, "");
    }

    /**
     * The body of a request, a JSON object.
     *
     * @param now by the network's clock
     */
    public String sign(Instant now) {
        SortedMap<String, Object> fields = SignedPushRequest.fields(credentials, now, signedText(now));
        device.writeTo(fields);
        return JsonText.format(fields);
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "PushCancellation";
    }
}
