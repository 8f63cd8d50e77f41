package org.session4j.swarm.push;

/** By which a phone is reached. */
public enum PushService {
    FIREBASE("firebase"),
    HUAWEI("huawei"),
    APNS("apns"),
    APNS_SANDBOX("apns-sandbox");

    private final String wireName;

    PushService(String wireName) {
        this.wireName = wireName;
    }

    /** As requests name it. */
    public String wireName() {
        return wireName;
    }
}
