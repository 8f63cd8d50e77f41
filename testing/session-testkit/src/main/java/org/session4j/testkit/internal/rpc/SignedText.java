package org.session4j.testkit.internal.rpc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.internal.node.Node;
import org.session4j.testkit.internal.wire.Base64Text;

/** The bytes that a signature covers, put together part by part (storage server: messages to sign). */
final class SignedText {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @CanIgnoreReturnValue
    SignedText add(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @CanIgnoreReturnValue
    SignedText add(long number) {
        return add(Long.toString(number));
    }

    @CanIgnoreReturnValue
    SignedText addAll(Iterable<String> texts) {
        texts.forEach(this::add);
        return this;
    }

    @CanIgnoreReturnValue
    SignedText addNumbers(Iterable<Long> numbers) {
        numbers.forEach(this::add);
        return this;
    }

    @CanIgnoreReturnValue
    SignedText addRaw(List<Bytes> tokens) {
        tokens.forEach(token -> out.writeBytes(token.toByteArray()));
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The node's signature over it, in base64. */
    String signedBy(Node node) {
        return Base64Text.format(node.identity().sign(bytes()));
    }
}
