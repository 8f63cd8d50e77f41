package org.session4j.testkit;

/** Which storage server the nodes behave like, where versions differ (storage server: the marks S28 and S212). */
public enum ServerVersion {
    /** 2.8.0 of July 2024. */
    S28(2, 8, 0),
    /** 2.12.0, the development of 2025 and 2026. */
    S212(2, 12, 0);

    private final int major;
    private final int minor;
    private final int patch;

    ServerVersion(int major, int minor, int patch) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
    }

    public int major() {
        return major;
    }

    public int minor() {
        return minor;
    }

    public int patch() {
        return patch;
    }

    /** Such as {@code 2.8.0}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
