package org.session4j.protocol.config.documents;

import java.time.Duration;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;

/** Whether messages disappear: the mode and the timer in seconds, both or none. */
final class ExpirationField implements Field {

    private static final long AFTER_SEND = 1;
    private static final long AFTER_READ = 2;

    /** The longest that a message can name. */
    private static final long MAX_SECONDS = 0xffff_ffffL;

    private final Bytes modeKey;
    private final Bytes timerKey;

    private ExpirationField(String modeKey, String timerKey) {
        this.modeKey = Bytes.utf8(modeKey);
        this.timerKey = Bytes.utf8(timerKey);
    }

    static ExpirationField of(String modeKey, String timerKey) {
        return new ExpirationField(modeKey, timerKey);
    }

    Expiration read(ConfigDict from) {
        long mode = from.integer(modeKey).orElse(0);
        long timer = Math.min(from.integer(timerKey).orElse(0), MAX_SECONDS);
        if (timer <= 0 || (mode != AFTER_SEND && mode != AFTER_READ)) {
            return Expiration.OFF;
        }
        ExpirationType type = mode == AFTER_SEND ? ExpirationType.DELETE_AFTER_SEND : ExpirationType.DELETE_AFTER_READ;
        return new Expiration(type, Duration.ofSeconds(timer));
    }

    @SuppressWarnings("JavaDurationGetSecondsToToSeconds") // which Android has from API 31 on
    void write(ConfigEditor to, Expiration expiration) {
        if (expiration.isOff()) {
            to.erase(modeKey);
            to.erase(timerKey);
        } else {
            to.set(modeKey, expiration.type() == ExpirationType.DELETE_AFTER_SEND ? AFTER_SEND : AFTER_READ);
            to.set(timerKey, expiration.timer().getSeconds());
        }
    }

    @Override
    public void copy(ConfigDict from, ConfigEditor to) {
        write(to, read(from));
    }
}
