package org.session4j.protocol.devices;

/** What kind of program a device runs. Single letters are given out by upstream, longer codes are free. */
public record DeviceType(String code) {

    public static final DeviceType ANDROID = new DeviceType("a");
    public static final DeviceType DESKTOP = new DeviceType("d");
    public static final DeviceType IOS = new DeviceType("i");
    public static final DeviceType COMMAND_LINE = new DeviceType("c");

    /** Of a device that does not say. */
    public static final DeviceType UNKNOWN = new DeviceType("");
}
