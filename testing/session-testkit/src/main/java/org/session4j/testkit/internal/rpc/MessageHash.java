package org.session4j.testkit.internal.rpc;

import java.nio.charset.StandardCharsets;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.internal.storage.Namespaces;
import org.session4j.testkit.internal.wire.Base64Text;

/** The name of a stored message: unpadded base64 of BLAKE2b-256 over account, namespace and data. */
final class MessageHash {

    static final int LENGTH = 43;

    private static final int DIGEST = 32;

    private MessageHash() {}

    static String of(Crypto crypto, Account account, int namespace, byte[] data) {
        byte[] mailbox = Namespaces.signed(namespace).getBytes(StandardCharsets.US_ASCII);
        return Base64Text.formatUnpadded(
                crypto.blake2b(DIGEST, null, null, account.bytes().toByteArray(), mailbox, data));
    }

    static boolean isOne(String text) {
        return text.length() == LENGTH && Base64Text.parse(text).isPresent();
    }
}
