package org.session4j.protocol.internal.proto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.session4j.protocol.Hex;

/** Makes trees of any schema, in which every field turns up sooner or later and numbers are often at their bounds. */
public final class RandomTree {

    private static final String[] TEXTS = {"", "a", "Ålice ✓", "😂", "x".repeat(200), "05".repeat(33)};

    private final Random random;

    private RandomTree(Random random) {
        this.random = random;
    }

    public static Map<String, Object> of(Schema<?> schema, long seed) {
        Random random = new Random(seed);
        return new RandomTree(random).message(schema, 1 + random.nextInt(4));
    }

    /** Sets one of {@code rarity} fields, and those that are required. */
    private Map<String, Object> message(Schema<?> schema, int rarity) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Field<?, ?> field : schema.fields()) {
            if (field.cardinality() == Field.Cardinality.REQUIRED || random.nextInt(rarity) == 0) {
                tree.put(field.name(), field(field, rarity));
            }
        }
        return tree;
    }

    private Object field(Field<?, ?> field, int rarity) {
        if (field.cardinality() != Field.Cardinality.REPEATED) {
            return value(field.type(), rarity);
        }
        List<Object> values = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            values.add(value(field.type(), rarity));
        }
        return values;
    }

    private Object value(FieldType<?> type, int rarity) {
        if (type instanceof FieldType.Embedded<?> embedded) {
            return message(embedded.schema(), rarity);
        }
        if (type instanceof FieldType.Enumeration<?> enumeration) {
            List<? extends Enum<?>> constants = enumeration.constants();
            return constants.get(random.nextInt(constants.size())).name();
        }
        if (type.equals(FieldType.BOOL)) {
            return random.nextBoolean();
        }
        if (type.equals(FieldType.STRING)) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type.equals(FieldType.BYTES)) {
            byte[] bytes = new byte[random.nextInt(150)];
            random.nextBytes(bytes);
            return Hex.format(bytes);
        }
        BigInteger unsigned = new BigInteger(random.nextInt(type.equals(FieldType.UINT32) ? 33 : 65), random);
        BigInteger number = type.equals(FieldType.INT64) ? BigInteger.valueOf(unsigned.longValue()) : unsigned;
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
}
