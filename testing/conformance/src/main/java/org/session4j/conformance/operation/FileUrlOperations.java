package org.session4j.conformance.operation;

import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.attachment.FileId;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** {@code attachments-url-*} and {@code attachments-file-id}. */
final class FileUrlOperations {

    private FileUrlOperations() {}

    static void addTo(Operations operations) {
        operations.add("attachments-file-id/id", FileUrlOperations::id);
        operations.add("attachments-url-build/build", FileUrlOperations::build);
        operations.add("attachments-url-parse/parse", FileUrlOperations::parse);
    }

    private static Answer id(Call call) {
        return Answer.empty()
                .put(
                        "file_id",
                        FileId.ofContent(call.crypto(), call.in().bytes("body")).toString());
    }

    private static Answer build(Call call) throws MalformedDataException {
        Inputs in = call.in();
        String scheme = in.text("scheme");
        FileUrl url = new FileUrl(
                scheme,
                in.text("host"),
                in.has("port") ? in.smallInteger("port") : defaultPort(scheme),
                FileId.parse(in.text("file_id")),
                in.has("pubkey") ? Ed25519PublicKey.parse(in.text("pubkey")) : null,
                in.optionalFlag("deterministic"));
        return Answer.empty().put("url", url.format());
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static Answer parse(Call call) throws MalformedDataException {
        FileUrl url = FileUrl.parse(call.in().text("url"));
        Ed25519PublicKey key = url.serverKey();
        return Answer.empty()
                .put("scheme", url.scheme())
                .put("host", url.host())
                .put("port", url.port())
                .put("file_id", url.id().toString())
                .put("pubkey", key == null ? null : key.toString())
                .put("deterministic", url.deterministic());
    }
}
