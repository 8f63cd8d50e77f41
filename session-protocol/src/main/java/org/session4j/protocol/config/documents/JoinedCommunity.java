package org.session4j.protocol.config.documents;

import java.util.List;
import java.util.Locale;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/** A room of a community that the user has joined (config: UserGroups). Immutable. */
public final class JoinedCommunity extends JoinedConversation<JoinedCommunity> {

    /** The room in its usual spelling. */
    private static final TextField ROOM = TextField.of("n");

    private final CommunityUrl url;

    private JoinedCommunity(CommunityUrl url, ConfigDict values) {
        super(values);
        this.url = url;
    }

    /** One of which nothing else is known. */
    public static JoinedCommunity of(CommunityUrl url) {
        return new JoinedCommunity(url, ConfigDict.empty());
    }

    /**
     * @param url with the room by its key
     */
    static JoinedCommunity read(CommunityUrl url, ConfigDict from) {
        String spelling = ROOM.read(from);
        CommunityUrl spelt = spelling.toLowerCase(Locale.ROOT).equals(url.room())
                ? new CommunityUrl(url.baseUrl(), spelling, url.serverKey())
                : url;
        return new JoinedCommunity(spelt, read(from, COMMON));
    }

    /** Where it is. Once a room is in the document it keeps its spelling, also when it is set in another one. */
    public CommunityUrl url() {
        return url;
    }

    /** The same settings for a room whose key or spelling has changed, or for another one. */
    public JoinedCommunity at(CommunityUrl newUrl) {
        return new JoinedCommunity(newUrl, values());
    }

    /**
     * @param before what the document says about the room
     */
    void writeTo(ConfigEditor target, ConfigDict before) {
        writeTo(target);
        if (ROOM.read(before).isEmpty()) {
            ROOM.write(target, url.room());
        }
    }

    @Override
    Object about() {
        return url;
    }

    @Override
    List<Field> fields() {
        return COMMON;
    }

    @Override
    JoinedCommunity saying(ConfigDict newValues) {
        return new JoinedCommunity(url, newValues);
    }
}
