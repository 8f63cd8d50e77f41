package org.session4j.conformance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.session4j.conformance.VectorReport.Failure;
import org.session4j.conformance.VectorReport.FileResult;
import org.session4j.conformance.vector.VectorFile;
import org.session4j.protocol.crypto.Crypto;

/**
 * The vector files of one directory. Only {@code *.json} count. A file of an unknown format, a case that cannot be run,
 * an include pattern that matches nothing and a run of no case are failures; nothing is skipped.
 */
public final class VectorSuite {

    private static final String SUFFIX = ".json";

    private final Path directory;
    private final List<String> includes;

    private VectorSuite(Path directory, List<String> includes) {
        this.directory = directory;
        this.includes = includes;
    }

    /**
     * The files of a directory, or some of them.
     *
     * @param directory with the vector files; folders in it do not count
     * @param includes patterns for file names with or without {@code .json}, separated by commas; {@code *} stands for
     *     any characters and {@code ?} for one; empty means all files
     */
    public static VectorSuite of(Path directory, String includes) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : includes.split(",", -1)) {
            if (!pattern.isBlank()) {
                patterns.add(pattern.strip());
            }
        }
        return new VectorSuite(directory, List.copyOf(patterns));
    }

    /** Runs every case with the given backend. */
    public VectorReport run(Crypto crypto) throws IOException {
        Map<String, Path> files = files();
        List<FileResult> results = new ArrayList<>();
        for (String pattern : includes) {
            if (files.keySet().stream().noneMatch(name -> matches(pattern, name))) {
                results.add(new FileResult(
                        pattern, 0, List.of(new Failure("include pattern", "matches no file of " + directory))));
            }
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (isIncluded(file.getKey())) {
                results.add(VectorFile.run(file.getKey(), Files.readString(file.getValue()), crypto));
            }
        }
        return new VectorReport(crypto.name(), results);
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    files.put(String.valueOf(entry.getFileName()), entry);
                }
            }
        }
        return files;
    }

    private boolean isIncluded(String name) {
        return includes.isEmpty() || includes.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            regex.append(
                    switch (pattern.charAt(i)) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(pattern.substring(i, i + 1));
                    });
        }
        String base = name.substring(0, name.length() - SUFFIX.length());
        return name.matches(regex.toString()) || base.matches(regex.toString());
    }
}
