package org.session4j.protocol.config.documents;

import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** One thing that a dict says: under which keys, what counts as saying it, and when its keys are left out. */
interface Field {

    /**
     * Brings over what one dict says to another. Bytes that mean something are taken as they are; what means nothing leaves
     * the keys absent.
     */
    void copy(ConfigDict from, ConfigEditor to);
}
