package org.session4j.conformance.vector;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.session4j.conformance.operation.NotRunnableException;

/**
 * Which format a file has, by its name. A family's name may be followed by more, as in {@code onion-hop-2.json}, but
 * not by further letters.
 */
final class VectorFormats {

    private static final Map<String, VectorFormat> BY_FAMILY = new HashMap<>();

    static {
        BY_FAMILY.put("libsession", new RecordedFormat());
        BY_FAMILY.put("upstream", new RecordedFormat());
        BY_FAMILY.putAll(MessageFormats.byFamily());
        BY_FAMILY.putAll(OnionFormats.byFamily());
        BY_FAMILY.putAll(SwarmFormats.byFamily());
        BY_FAMILY.putAll(ServiceFormats.byFamily());
        BY_FAMILY.putAll(GroupV2Formats.byFamily());
        BY_FAMILY.putAll(ConfigFormats.byFamily());
        BY_FAMILY.putAll(DocumentFormats.byFamily());
        BY_FAMILY.putAll(OldGroupFormats.byFamily());
        BY_FAMILY.putAll(CommunityFormats.byFamily());
    }

    private VectorFormats() {}

    /**
     * @throws NotRunnableException if the name tells no format that is known here
     */
    static VectorFormat ofFile(String name) {
        return BY_FAMILY.keySet().stream()
                .filter(family -> isOfFamily(name, family))
                .max(Comparator.comparingInt(String::length))
                .map(BY_FAMILY::get)
                .orElseThrow(() -> new NotRunnableException("unknown format"));
    }

    private static boolean isOfFamily(String name, String family) {
        return name.startsWith(family)
                && name.length() > family.length()
                && !Character.isLetter(name.charAt(family.length()));
    }
}
