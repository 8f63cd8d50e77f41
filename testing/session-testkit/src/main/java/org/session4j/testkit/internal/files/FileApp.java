package org.session4j.testkit.internal.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.FileServerSettings.Age;
import org.session4j.testkit.StoredFile;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.node.Damage;
import org.session4j.testkit.internal.server.ServerApp;
import org.session4j.testkit.internal.server.ServerJson;
import org.session4j.testkit.internal.server.ServerReply;
import org.session4j.testkit.internal.server.ServerRequest;
import org.session4j.testkit.internal.wire.Base64Text;
import org.session4j.testkit.internal.wire.Json;

/** The endpoints of the file server (services: endpoints). */
final class FileApp implements ServerApp {

    private static final Set<String> PATHS = Set.of(
            "/file",
            "/files",
            "/file/<id>",
            "/files/<id>",
            "/file/<id>/info",
            "/file/<id>/extend",
            "/session_version",
            "/token_info");

    /** Shorter ids are numbers, which cannot be extended: another file may have got the number meanwhile. */
    private static final int CONTENT_ID = 44;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final FileServerSettings settings;
    private final Clock clock;
    private final FileTable table;
    private final Uploads uploads;
    private final Announcements announcements;
    private final Function<Kind, Optional<Fault>> strike;

    /**
     * Puts the endpoints together.
     *
     * @param strike whether a fault strikes now
     */
    FileApp(
            FileServerSettings settings,
            Clock clock,
            FileTable table,
            Uploads uploads,
            Announcements announcements,
            Function<Kind, Optional<Fault>> strike) {
        this.settings = settings;
        this.clock = clock;
        this.table = table;
        this.uploads = uploads;
        this.announcements = announcements;
        this.strike = strike;
    }

    /** The usual body of an error. */
    static ServerReply refuse(int status) {
        return ServerReply.json(status, ServerJson.object().put("status_code", status));
    }

    private Instant now() {
        Duration offset = strike.apply(Kind.WRONG_CLOCK)
                .map(fault -> ((Fault.WrongClock) fault).offset())
                .orElse(Duration.ZERO);
        return clock.instant().plus(offset);
    }

    @Override
    public ServerReply handle(ServerRequest request) throws MalformedDataException {
        String[] path = request.path().split("/", -1);
        boolean named = path.length > 2 && path[1].startsWith("file") && !path[2].isEmpty();
        String id = named ? path[2] : "";
        if (named) {
            path[2] = "<id>";
        }
        String pattern = String.join("/", path);
        Instant now = now();
        return switch (request.method() + " " + pattern) {
            case "POST /file" -> upload(request, request.body().bytes(), now, false);
            case "POST /files" -> uploadLegacy(request, now);
            case "GET /file/<id>" -> find(id, now, this::download);
            case "GET /files/<id>" -> find(id, now, this::downloadLegacy);
            case "GET /file/<id>/info" -> find(id, now, this::describe);
            case "POST /file/<id>/extend" -> extend(request, id, now);
            case "GET /session_version" -> announcements.version(request, now);
            case "GET /token_info" -> announcements.token(request, now);
            default -> ServerReply.page(PATHS.contains(pattern) ? 405 : 404);
        };
    }

    private ServerReply upload(ServerRequest request, byte[] data, Instant now, boolean legacy) {
        if (data.length == 0 || data.length > settings.maxFileSize()) {
            return refuse(413);
        }
        Optional<Instant> expires = expiry(request, now);
        if (expires.isEmpty()) {
            return refuse(400);
        }
        if (strike.apply(Kind.DISK_FULL).isPresent()) {
            return refuse(500);
        }
        Optional<StoredFile> stored = strike.apply(Kind.LYING).isPresent()
                ? Optional.of(uploads.pretend(data, now, expires.get()))
                : uploads.store(data, now, expires.get());
        return stored.map(file -> legacy ? answerLegacy(file) : answer(file)).orElseGet(() -> refuse(507));
    }

    /** When a file is to expire; nothing if the request asks for something that may not be. */
    private Optional<Instant> expiry(ServerRequest request, Instant now) {
        Optional<String> asked = request.header("x-fs-ttl");
        if (settings.age() == Age.OLD || settings.maxTtl().isEmpty() || asked.isEmpty()) {
            return Optional.of(now.plus(settings.ttl()));
        }
        return asked.map(String::strip)
                .filter(text -> text.matches("[+-]?[0-9]{1,18}"))
                .map(Long::valueOf)
                .filter(seconds ->
                        seconds >= 0 && seconds <= settings.maxTtl().get().toSeconds())
                .map(now::plusSeconds);
    }

    private ServerReply answer(StoredFile file) {
        ObjectNode answer = ServerJson.object().put("id", file.id());
        if (settings.age() == Age.CURRENT) {
            answer.set("expires", ServerJson.seconds(file.expires()));
        }
        return ServerReply.json(200, answer);
    }

    private ServerReply answerLegacy(StoredFile file) {
        ObjectNode answer = ServerJson.object();
        if (settings.ids() instanceof FileServerSettings.Ids.Numeric) {
            answer.put("result", Long.parseLong(file.id()));
        } else {
            answer.put("result", file.id());
        }
        return ServerReply.json(200, answer.put("status_code", 200));
    }

    private ServerReply uploadLegacy(ServerRequest request, Instant now) throws MalformedDataException {
        Optional<String> base64 = Json.parse(request.body().bytes())
                .map(json -> json.path("file"))
                .map(JsonNode::textValue);
        if (base64.isEmpty()) {
            return refuse(400);
        }
        int length = base64.get().length();
        if (length == 0 || length > (settings.maxFileSize() + 2) / 3 * 4) {
            return refuse(413);
        }
        byte[] data =
                Base64Text.parse(base64.get()).orElseThrow(() -> new MalformedDataException("file: expected base64"));
        return upload(request, data, now, true);
    }

    private ServerReply find(String id, Instant now, Function<StoredFile, ServerReply> answer) {
        return table.find(id, now).map(answer).orElseGet(() -> refuse(404));
    }

    private ServerReply download(StoredFile file) {
        ServerReply reply = ServerReply.bytes(Body.of(handedOut(file)));
        return settings.age() == Age.CURRENT ? reply.with("expires", HTTP_DATE.format(file.expires())) : reply;
    }

    private ServerReply downloadLegacy(StoredFile file) {
        return ServerReply.json(
                200, ServerJson.object().put("status_code", 200).put("result", Base64Text.format(handedOut(file))));
    }

    private byte[] handedOut(StoredFile file) {
        byte[] data = Arrays.copyOf(file.data().toByteArray(), claimedSize(file.data()));
        return strike.apply(Kind.WRONG_BYTES).isPresent() ? Damage.flipOneBit(data) : data;
    }

    private int claimedSize(Bytes data) {
        int difference = strike.apply(Kind.WRONG_SIZE)
                .map(fault -> ((Fault.WrongSize) fault).difference())
                .orElse(0);
        return Math.max(0, data.length() + difference);
    }

    private ServerReply describe(StoredFile file) {
        ObjectNode answer = ServerJson.object().put("size", claimedSize(file.data()));
        answer.set("uploaded", ServerJson.seconds(file.uploaded()));
        answer.set("expires", ServerJson.seconds(file.expires()));
        return ServerReply.json(200, answer);
    }

    private ServerReply extend(ServerRequest request, String id, Instant now) {
        if (settings.age() == Age.OLD) {
            return ServerReply.page(404);
        }
        Optional<Instant> expires = expiry(request, now);
        if (expires.isEmpty()) {
            return refuse(400);
        }
        if (id.length() < CONTENT_ID) {
            return refuse(404);
        }
        return table.change(id, file -> extended(file, expires.get()), now)
                .map(this::describe)
                .orElseGet(() -> refuse(404));
    }

    private static StoredFile extended(StoredFile file, Instant expires) {
        return expires.isAfter(file.expires())
                ? new StoredFile(file.id(), file.data(), file.uploaded(), expires)
                : file;
    }
}
