package org.session4j.conformance.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;

/** The {@code raw_*} actions, which change the data of a document whatever its type. */
final class ConfigActions {

    private ConfigActions() {}

    static boolean isRaw(Inputs action) {
        return action.text("do").startsWith("raw_");
    }

    static ConfigDocument apply(ConfigDocument document, Inputs action) {
        List<Bytes> path = new ArrayList<>();
        action.texts("path").forEach(step -> path.add(Bytes.utf8(step)));
        if (path.isEmpty()) {
            throw new NotRunnableException("a path has at least one step");
        }
        Bytes key = path.remove(path.size() - 1);
        return switch (action.text("do")) {
            case "raw_set" -> edit(document, path, dict -> dict.set(key, value(action)));
            case "raw_erase" -> edit(document, path, dict -> dict.erase(key));
            case "raw_set_insert" -> edit(document, path, dict -> dict.insert(key, List.of(value(action))));
            case "raw_set_erase" -> eraseFromSet(document, path, key, value(action));
            default -> throw new NotRunnableException("unknown action " + action.text("do"));
        };
    }

    /** Where there is no set, this counts as a change even if nothing is there at all. */
    private static ConfigDocument eraseFromSet(
            ConfigDocument document, List<Bytes> path, Bytes key, ConfigScalar value) {
        boolean isSet = find(document.data(), path).get(key).orElse(null) instanceof ConfigSet;
        ConfigDocument before = isSet ? document : document.markChanged();
        return edit(before, path, dict -> dict.remove(key, List.of(value)));
    }

    private static ConfigDict find(ConfigDict data, List<Bytes> path) {
        ConfigDict dict = data;
        for (Bytes step : path) {
            dict = dict.dict(step);
        }
        return dict;
    }

    private static ConfigDocument edit(ConfigDocument document, List<Bytes> path, Consumer<ConfigEditor> change) {
        return document.edit(data -> {
            ConfigEditor dict = data;
            for (Bytes step : path) {
                dict = dict.dict(step);
            }
            change.accept(dict);
        });
    }

    private static ConfigScalar value(Inputs action) {
        return ConfigNotation.scalar(action.value("value"));
    }
}
