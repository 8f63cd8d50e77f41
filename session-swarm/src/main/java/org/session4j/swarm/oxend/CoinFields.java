package org.session4j.swarm.oxend;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;

/** Fields of an answer that hold values of this package. */
final class CoinFields {

    private CoinFields() {}

    /** In atomic units. */
    static CoinAmount amount(JsonObject object, String name) throws MalformedDataException {
        return CoinAmount.ofAtomicUnits(object.count(name));
    }

    static @Nullable CoinAmount findAmount(JsonObject object, String name) throws MalformedDataException {
        return object.has(name) ? amount(object, name) : null;
    }

    static CoinAddress address(JsonObject object, String name) throws MalformedDataException {
        return CoinAddress.parse(object.string(name));
    }

    /** Null if absent, or empty, as servers write it too. */
    static @Nullable CoinAddress findAddress(JsonObject object, String name) throws MalformedDataException {
        String text = object.findString(name).orElse("");
        return text.isEmpty() ? null : CoinAddress.parse(text);
    }

    static ChainHash hash(JsonObject object, String name) throws MalformedDataException {
        return ChainHash.parse(object.string(name));
    }

    static @Nullable ChainHash findHash(JsonObject object, String name) throws MalformedDataException {
        return object.has(name) ? hash(object, name) : null;
    }
}
