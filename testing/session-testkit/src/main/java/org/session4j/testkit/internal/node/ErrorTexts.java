package org.session4j.testkit.internal.node;

/** What a server that is out of order says beside its status. */
public final class ErrorTexts {

    private ErrorTexts() {}

    public static String of(int status) {
        return switch (status) {
            case 502 -> "Bad Gateway";
            case 503 -> "Server busy, try again later";
            case 504 -> "Request time out";
            default -> "request failed";
        };
    }
}
