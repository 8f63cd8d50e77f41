package org.session4j.crypto.sodium;

import org.session4j.protocol.crypto.Crypto;

/** Prints the backend in use, those that work and those that do not: one line. */
final class BackendReport {

    private BackendReport() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(Crypto.get().name() + " " + Crypto.available() + " "
                    + Crypto.unavailable().keySet());
        } catch (IllegalStateException e) {
            System.out.println(e);
        }
    }
}
