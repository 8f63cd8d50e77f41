package org.session4j.groups.v2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The texts that the group signs in control messages (groups: control messages). The timestamp is that of the envelope,
 * in milliseconds.
 */
final class ControlText {

    private static final String INVITE = "INVITE";
    private static final String INFO_CHANGE = "INFO_CHANGE";
    private static final String MEMBER_CHANGE = "MEMBER_CHANGE";
    private static final String DELETE_CONTENT = "DELETE_CONTENT";

    private ControlText() {}

    static byte[] invite(String invited, Instant timestamp) {
        return utf8(INVITE + invited + timestamp.toEpochMilli());
    }

    static byte[] infoChange(int type, Instant timestamp) {
        return utf8(INFO_CHANGE + type + timestamp.toEpochMilli());
    }

    static byte[] memberChange(int type, Instant timestamp) {
        return utf8(MEMBER_CHANGE + type + timestamp.toEpochMilli());
    }

    /** Ids and hashes as they stand in the message. */
    static byte[] deleteContent(Instant timestamp, List<String> ids, List<String> hashes) {
        return utf8(DELETE_CONTENT + timestamp.toEpochMilli() + String.join("", ids) + String.join("", hashes));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
