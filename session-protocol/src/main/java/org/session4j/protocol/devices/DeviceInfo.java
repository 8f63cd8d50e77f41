package org.session4j.protocol.devices;

import org.session4j.protocol.Bytes;
import org.session4j.protocol.v2.V2Choices;

/**
 * What a device says of itself, for people to tell it from others.
 *
 * @param description such as a model's name; may be empty
 * @param type of the program
 * @param version 1,000,000 · major + 1,000 · minor + patch; 0 if it does not say
 */
public record DeviceInfo(String description, DeviceType type, long version) {

    private static final int PART = 1000;

    /** With a description that is cut to what may be written. */
    public static DeviceInfo of(String description, DeviceType type, long version) {
        int end = description.length();
        while (Bytes.utf8(description.substring(0, end)).length() > V2Choices.MAX_DESCRIPTION) {
            end = description.offsetByCodePoints(end, -1);
        }
        return new DeviceInfo(description.substring(0, end), type, version);
    }

    /** The number of a version; minor and patch are cut to 0 to 999. */
    public static long version(int major, int minor, int patch) {
        return (long) PART * PART * major + (long) PART * cut(minor) + cut(patch);
    }

    private static int cut(int part) {
        return Math.max(0, Math.min(PART - 1, part));
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "DeviceInfo";
    }
}
