package org.session4j.protocol.internal.proto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists what session.proto and what our tables say, a field or a constant a line, so that they can be compared. */
public final class SchemaText {

    private static final Pattern BLOCK = Pattern.compile("(message|enum)\\s+(\\w+)\\s*\\{");
    private static final Pattern FIELD =
            Pattern.compile("(required|optional|repeated)\\s+([\\w.]+)\\s+(\\w+)\\s*=\\s*(\\d+);");
    private static final Pattern CONSTANT = Pattern.compile("(\\w+)\\s*=\\s*(\\d+);");

    private SchemaText() {}

    /** Lines such as {@code Quote: required uint64 id = 1}. */
    public static SortedSet<String> ofFile(Path proto) throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String line : Files.readAllLines(proto)) {
            String code = line.replaceFirst("//.*", "").trim();
            Matcher block = BLOCK.matcher(code);
            Matcher field = FIELD.matcher(code);
            Matcher constant = CONSTANT.matcher(code);
            if (block.find()) {
                open.push(block.group(2));
            } else if (field.matches()) {
                String type = field.group(2).replaceFirst(".*\\.", "");
                lines.add(open.getFirst() + ": " + field.group(1) + " " + type + " " + field.group(3) + " = "
                        + field.group(4));
            } else if (constant.matches() && !open.isEmpty()) {
                lines.add("enum " + open.getFirst() + ": " + constant.group(1) + " = " + constant.group(2));
            }
            if (code.endsWith("}")) {
                open.pop();
            }
        }
        return lines;
    }

    public static SortedSet<String> ofTables(Schema<?>... roots) {
        SortedSet<String> lines = new TreeSet<>();
        for (Schema<?> root : roots) {
            addMessage(root, lines);
        }
        return lines;
    }

    private static void addMessage(Schema<?> schema, SortedSet<String> lines) {
        for (Field<?, ?> field : schema.fields()) {
            String cardinality = field.cardinality().name().toLowerCase(Locale.ROOT);
            lines.add(schema.name() + ": " + cardinality + " " + type(field.type(), lines) + " " + field.name() + " = "
                    + field.number());
        }
    }

    private static String type(FieldType<?> type, SortedSet<String> lines) {
        if (type instanceof FieldType.Embedded<?> embedded) {
            addMessage(embedded.schema(), lines);
            return embedded.schema().name();
        }
        if (type instanceof FieldType.Enumeration<?> enumeration) {
            return addEnumeration(enumeration, lines);
        }
        if (type.equals(FieldType.UINT32)) {
            return "uint32";
        }
        if (type.equals(FieldType.UINT64)) {
            return "uint64";
        }
        if (type.equals(FieldType.INT64)) {
            return "int64";
        }
        if (type.equals(FieldType.FIXED64)) {
            return "fixed64";
        }
        if (type.equals(FieldType.BOOL)) {
            return "bool";
        }
        return type.equals(FieldType.STRING) ? "string" : "bytes";
    }

    private static <E extends Enum<E>> String addEnumeration(
            FieldType.Enumeration<E> enumeration, SortedSet<String> lines) {
        String name = enumeration.constants().get(0).getDeclaringClass().getSimpleName();
        for (E constant : enumeration.constants()) {
            lines.add("enum " + name + ": " + constant.name() + " = " + enumeration.number(constant));
        }
        return name;
    }
}
