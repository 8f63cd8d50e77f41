package org.session4j.protocol.message;

import java.util.Objects;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * An invitation to a community.
 *
 * @param url of the community, with {@code ?public_key=}
 * @param name of the community
 */
public record OpenGroupInvitation(String url, String name) {

    static final Schema<OpenGroupInvitation> SCHEMA = Schema.<OpenGroupInvitation>named("OpenGroupInvitation")
            .required(1, "url", FieldType.STRING, OpenGroupInvitation::url)
            .required(3, "name", FieldType.STRING, OpenGroupInvitation::name)
            .build(row -> new OpenGroupInvitation(row.next(), row.next()));

    public OpenGroupInvitation {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(name, "name");
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }
}
