package org.session4j.client.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Attachment.Dimensions;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;

/**
 * A {@link PendingMessage} as bytes.
 *
 * <pre>
 * {"v":1, "number":n, "in":conversation, "expire":[type, s]?, "at":ms?, "sealed":base64?,
 *  "content":base64 | "text":text, "quote":[id, ms]?, "preview":base64?, "files":[file...]}
 * file  {"cached":text, "key":base64, "digest":base64?, "size":bytes, "type":text, "name":text?, "caption":text?,
 *        "width":px?, "height":px?, "voice":bool, "url":text?, "until":ms?}
 * </pre>
 */
final class PendingForm {

    private PendingForm() {}

    static Bytes encode(PendingMessage message) {
        ObjectNode json = StoredJson.begin();
        json.put("number", message.number());
        json.put("in", StoredForms.conversation(message.conversation()));
        StoredForms.putExpiration(json, message.expiration());
        StoredJson.put(json, "at", message.timestamp());
        StoredJson.put(json, "sealed", message.sealed());
        if (message.body() instanceof PendingBody.Ready ready) {
            StoredJson.put(json, "content", StoredForms.content(ready.message()));
        } else {
            put(json, (PendingBody.WithFiles) message.body());
        }
        return StoredJson.end(json);
    }

    static PendingMessage decode(Bytes stored) {
        return StoredJson.read(
                "pending message",
                stored,
                json -> new PendingMessage(
                        json.path("number").asLong(),
                        StoredForms.conversation(json),
                        json.has("content")
                                ? new PendingBody.Ready(StoredForms.message(json, "content"))
                                : withFiles(json),
                        StoredForms.expiration(json),
                        StoredJson.instantOrNull(json, "at"),
                        StoredJson.bytesOrNull(json, "sealed")));
    }

    private static void put(ObjectNode json, PendingBody.WithFiles body) {
        json.put("text", body.text());
        MessageReference quote = body.quote();
        if (quote != null) {
            json.putArray("quote")
                    .add(quote.author().toString())
                    .add(quote.timestamp().toEpochMilli());
        }
        LinkPreview preview = body.preview();
        if (preview != null) {
            StoredJson.put(json, "preview", StoredForms.content(carrier(preview)));
        }
        var files = json.putArray("files");
        body.files().forEach(file -> put(files.addObject(), file));
    }

    /** A preview has no form of its own; a text around it has. */
    private static TextMessage carrier(LinkPreview preview) {
        return TextMessage.builder(preview.url()).preview(preview).build();
    }

    private static PendingBody.WithFiles withFiles(JsonNode json) throws SessionException {
        List<PendingFile> files = new ArrayList<>();
        for (JsonNode file : json.path("files")) {
            files.add(file(file));
        }
        return new PendingBody.WithFiles(StoredJson.text(json, "text"), quote(json), preview(json), files);
    }

    private static @Nullable MessageReference quote(JsonNode json) throws MalformedDataException {
        JsonNode pair = json.path("quote");
        return pair.isMissingNode()
                ? null
                : new MessageReference(
                        SessionId.parse(pair.path(0).asText()),
                        Instant.ofEpochMilli(pair.path(1).asLong()));
    }

    private static @Nullable LinkPreview preview(JsonNode json) throws SessionException {
        if (!json.has("preview")) {
            return null;
        }
        return StoredForms.message(json, "preview") instanceof TextMessage text ? text.preview() : null;
    }

    private static void put(ObjectNode json, PendingFile file) {
        json.put("cached", file.cached());
        StoredJson.put(json, "key", file.key());
        StoredJson.put(json, "digest", file.digest());
        json.put("size", file.size());
        json.put("type", file.contentType());
        StoredJson.put(json, "name", file.fileName());
        StoredJson.put(json, "caption", file.caption());
        if (file.dimensions() != null) {
            json.put("width", file.dimensions().width());
            json.put("height", file.dimensions().height());
        }
        json.put("voice", file.voice());
        StoredJson.put(json, "url", file.url());
        StoredJson.put(json, "until", file.expires());
    }

    private static PendingFile file(JsonNode json) throws MalformedDataException {
        return new PendingFile(
                StoredJson.text(json, "cached"),
                StoredJson.bytes(json, "key"),
                StoredJson.bytesOrNull(json, "digest"),
                json.path("size").asLong(),
                StoredJson.text(json, "type"),
                StoredJson.textOrNull(json, "name"),
                StoredJson.textOrNull(json, "caption"),
                json.has("width")
                        ? new Dimensions(
                                json.path("width").asInt(), json.path("height").asInt())
                        : null,
                json.path("voice").asBoolean(),
                StoredJson.textOrNull(json, "url"),
                StoredJson.instantOrNull(json, "until"));
    }
}
