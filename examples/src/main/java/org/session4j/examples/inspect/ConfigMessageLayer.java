package org.session4j.examples.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigInteger;
import org.session4j.protocol.config.ConfigMessage;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;
import org.session4j.protocol.config.ConfigValue;
import org.session4j.protocol.crypto.Crypto;

/** A config document in the open: its number, and all that stands in it. A signature is not checked. */
final class ConfigMessageLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        try {
            ConfigMessage message = ConfigMessage.parse(bytes, ConfigAuthor.account(Crypto.get()));
            return Optional.of(Found.of("config message")
                    .with("seqno", message.seqno())
                    .with("predecessors", message.lagged().size())
                    .withTree(Map.of("data", tree(message.data()))));
        } catch (SessionException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> tree(ConfigDict dict) {
        Map<String, Object> tree = new LinkedHashMap<>();
        dict.entries().forEach((key, value) -> tree.put(TextLayer.textOrHex(key), value(value)));
        return tree;
    }

    private static Object value(ConfigValue value) {
        if (value instanceof ConfigDict dict) {
            return tree(dict);
        }
        if (value instanceof ConfigSet set) {
            return set.values().stream().map(ConfigMessageLayer::value).collect(Collectors.toList());
        }
        return value instanceof ConfigInteger integer
                ? integer.value()
                : TextLayer.textOrHex(((ConfigString) value).value());
    }
}
