package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.documents.ConfigName;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Texts in the typed documents, and what these say: {@code config_show}, {@code community_url}, {@code truncate_name}. */
final class DocumentOperations {

    private DocumentOperations() {}

    static void addTo(Operations operations, HeldConfigs held) {
        operations.add("config_show", call -> show(call, held));
        operations.add("community_url", DocumentOperations::communityUrl);
        operations.add("truncate_name", DocumentOperations::truncateName);
    }

    private static Answer show(Call call, HeldConfigs held) {
        Answer answer = Answer.empty();
        DocumentViews.show(held.document(call.in(), "h"), call.crypto())
                .fields()
                .forEachRemaining((Map.Entry<String, JsonNode> field) -> answer.put(field.getKey(), field.getValue()));
        return answer;
    }

    /** A URL in full, or the parts of one, of which the key may be missing. */
    private static Answer communityUrl(Call call) throws SessionException {
        boolean full = call.in().has("url");
        String text = call.in().text(full ? "url" : "partial");
        CommunityUrl.Parts parts = CommunityUrl.split(text);
        X25519PublicKey key = parts.serverKey();
        if (full && key == null) {
            throw new IllegalArgumentException("url: expected the server's key in it");
        }
        Answer answer = Answer.empty()
                .put("base_url", parts.baseUrl())
                .put("room", parts.room())
                .put("pubkey", key == null ? null : key.toString());
        return full ? answer.put("full_url", parts.baseUrl() + "/" + parts.room() + "?public_key=" + key) : answer;
    }

    private static Answer truncateName(Call call) {
        return Answer.empty().put("name", ConfigName.truncate(call.in().text("name")));
    }
}
