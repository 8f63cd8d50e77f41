package org.session4j.swarm.oxend;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * User and password of a daemon or wallet, as its {@code --rpc-login} has them. A client that is opened with it has a copy
 * of its own, so it may be destroyed at once. Thread-safe.
 */
public final class RpcLogin implements Destroyable {

    private final String user;
    private final SecretBytes password;

    private RpcLogin(String user, SecretBytes password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Copies the password; the caller should wipe its own.
     *
     * @param user printable ASCII without a colon
     */
    public static RpcLogin of(String user, char[] password) {
        if (user.isEmpty() || !user.chars().allMatch(c -> c >= ' ' && c <= '~' && c != ':')) {
            throw new IllegalArgumentException("user: expected printable ASCII without a colon");
        }
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        try {
            return new RpcLogin(user, SecretBytes.of(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(utf8.array(), (byte) 0);
        }
    }

    public String user() {
        return user;
    }

    /** In UTF-8. */
    public SecretBytes password() {
        return password;
    }

    /** One that lives by itself. */
    public RpcLogin copy() {
        byte[] bytes = password.exposeSecretBytes();
        try {
            return new RpcLogin(user, SecretBytes.of(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void destroy() {
        password.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return password.isDestroyed();
    }

    /** Says nothing of either. */
    @Override
    public String toString() {
        return "RpcLogin";
    }
}
