package org.session4j.protocol.config.documents;

import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigType;

/** What the views on documents have in common. */
final class Documents {

    private Documents() {}

    static ConfigDocument require(ConfigDocument document, ConfigType type) {
        if (document.type() != type) {
            throw new IllegalArgumentException("document: expected " + type + ", got " + document.type());
        }
        return document;
    }
}
