package org.session4j.swarm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.swarm.AppRelease;
import org.session4j.swarm.FileInfo;
import org.session4j.swarm.UploadedFile;

/**
 * One call of a file server (services: endpoints).
 *
 * <pre>
 * upload      POST /file                          the file     {"id", "expires"?, "uploaded"?, "size"?}
 * download    GET  /file/ID                                    the file
 * info        GET  /file/ID/info                               {"size", "uploaded", "expires"}
 * extend      POST /file/ID/extend                empty        {"size", "uploaded", "expires"}
 * release     GET  /session_version?platform=NAME              {"result", "updated"}
 * </pre>
 *
 * @param <R> what the answer says
 * @param request as it is sent
 * @param isTransfer whether a file goes one way or the other, so that it may take longer
 * @param maxBodyBytes what the body of the answer has at most
 * @param reader reads the body of an answer with status 200
 */
public record FileRequest<R>(V4Request request, boolean isTransfer, int maxBodyBytes, Reader<R> reader) {

    /** An answer of a few numbers. */
    private static final int SMALL = 1 << 14;

    /** An answer with the notes of a release. */
    private static final int WITH_NOTES = 1 << 20;

    private static final int MAX_VERSION = 100;

    private static final String LIFETIME_HEADER = "X-FS-TTL";

    /** No server keeps a file beyond that; what is later cannot be reckoned with. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Gives what a body says. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(Bytes body) throws MalformedDataException;
    }

    /**
     * @param server whose answer it will be
     * @param lifetime null for the server's own
     */
    public static FileRequest<UploadedFile> upload(FileServerAddress server, Bytes file, @Nullable Duration lifetime) {
        Map<String, String> content =
                Map.of("Content-Type", "application/octet-stream", "Content-Disposition", "attachment");
        return new FileRequest<>(
                new V4Request("POST", "/file", withLifetime(content, lifetime), file),
                true,
                SMALL,
                body -> readUpload(server, JsonObject.parse(body), file.length()));
    }

    public static FileRequest<Bytes> download(FileId id, int maxBytes) {
        return new FileRequest<>(get("/file/" + id), true, maxBytes, FileRequest::requireContent);
    }

    public static FileRequest<FileInfo> info(FileId id) {
        return new FileRequest<>(get("/file/" + id + "/info"), false, SMALL, FileRequest::readInfo);
    }

    public static FileRequest<FileInfo> extend(FileId id, @Nullable Duration lifetime) {
        Map<String, String> headers = withLifetime(Map.of(), lifetime);
        return new FileRequest<>(
                new V4Request("POST", "/file/" + id + "/extend", headers, Bytes.empty()),
                false,
                SMALL,
                FileRequest::readInfo);
    }

    public static FileRequest<AppRelease> latestRelease(AppRelease.Platform platform) {
        return new FileRequest<>(
                get("/session_version?platform=" + platform.wireName()), false, WITH_NOTES, FileRequest::readRelease);
    }

    private static V4Request get(String endpoint) {
        return new V4Request("GET", endpoint, Map.of(), null);
    }

    private static Map<String, String> withLifetime(Map<String, String> headers, @Nullable Duration lifetime) {
        if (lifetime == null) {
            return headers;
        }
        if (lifetime.getSeconds() < 1) {
            throw new IllegalArgumentException("lifetime: expected at least a second, got " + lifetime);
        }
        Map<String, String> all = new HashMap<>(headers);
        all.put(LIFETIME_HEADER, Long.toString(lifetime.getSeconds()));
        return all;
    }

    /** Older servers say nothing of times. */
    private static UploadedFile readUpload(FileServerAddress server, JsonObject answer, int sent)
            throws MalformedDataException {
        if (answer.has("size") && answer.integer("size") != sent) {
            throw new MalformedDataException("size: expected " + sent + " bytes, got " + answer.integer("size"));
        }
        return new UploadedFile(
                server, readId(answer.require("id")), findTime(answer, "uploaded"), findTime(answer, "expires"));
    }

    /** Older servers give a number, as such or as text. */
    private static FileId readId(JsonNode id) throws MalformedDataException {
        if (!id.isTextual() && !id.isIntegralNumber()) {
            throw new MalformedDataException("id: expected text or a whole number");
        }
        return FileId.parse(id.isTextual() ? id.textValue() : id.asText());
    }

    private static Bytes requireContent(Bytes body) throws MalformedDataException {
        if (body.isEmpty()) {
            throw new MalformedDataException("file: expected content, got none");
        }
        return body;
    }

    private static FileInfo readInfo(Bytes body) throws MalformedDataException {
        JsonObject answer = JsonObject.parse(body);
        long size = answer.integer("size");
        if (size < 0) {
            throw new MalformedDataException("size: expected 0 or more, got " + size);
        }
        return new FileInfo(size, time(answer, "uploaded"), time(answer, "expires"));
    }

    private static AppRelease readRelease(Bytes body) throws MalformedDataException {
        JsonObject answer = JsonObject.parse(body);
        String version = answer.string("result");
        if (version.length() > MAX_VERSION) {
            throw new MalformedDataException("result: expected at most 100 characters, got " + version.length());
        }
        return new AppRelease(version, time(answer, "updated"));
    }

    private static @Nullable Instant findTime(JsonObject answer, String name) throws MalformedDataException {
        return answer.has(name) ? time(answer, name) : null;
    }

    /** Seconds since 1970 with a fraction, of which microseconds are good. */
    private static Instant time(JsonObject answer, String name) throws MalformedDataException {
        JsonNode value = answer.require(name);
        double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(seconds >= 0 && seconds < LATEST.getEpochSecond())) {
            throw new MalformedDataException("json: expected a time in '" + name + "'");
        }
        long micros = Math.round(seconds * 1_000_000);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
}
