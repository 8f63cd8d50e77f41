package org.session4j.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.examples.inspect.Inspector;
import org.session4j.examples.inspect.Keys;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.SessionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what bytes of the Session network are, layer by layer. Needs no network. */
@Command(
        name = "inspect",
        description =
                "Says what bytes are, layer by layer: stored messages, config, onion requests, files and what is in them.",
        mixinStandardHelpOptions = true)
final class Inspect implements Callable<Integer> {

    /** Where the bytes are. */
    static final class Input {

        @Parameters(index = "0", paramLabel = "BYTES", description = "In hex or base64.")
        private @Nullable String text;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Holds the bytes, as they are or in hex or base64.")
        private @Nullable Path file;
    }

    @ArgGroup(multiplicity = "1")
    private final Input input = new Input();

    @Option(names = "--phrase", description = "Ask for the recovery phrase of the account that a message is for.")
    private boolean asks;

    @Option(names = "--phrase-file", paramLabel = "FILE", description = "Holds that recovery phrase.")
    private @Nullable Path phraseFile;

    @Option(names = "--seed-file", paramLabel = "FILE", description = "Holds the seed of that account, in hex.")
    private @Nullable Path seedFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Holds the key of a file, of a group, or of the node of an onion layer, in hex or base64.")
    private @Nullable Path keyFile;

    @Option(names = "--digest", paramLabel = "HEX", description = "What the message says of an encrypted file.")
    private @Nullable String digest;

    @Override
    public Integer call() throws Exception {
        Bytes bytes = input.file == null ? decode(String.valueOf(input.text)) : read(input.file);
        Bytes key = keyFile == null ? null : decode(Secret.read("Key", keyFile));
        Keys keys = new Keys(account(), key, digest == null ? null : Bytes.parseHex(digest));
        new Inspector(keys).describe(bytes).forEach(System.out::println);
        return 0;
    }

    private @Nullable Account account() throws IOException, SessionException {
        if (seedFile != null) {
            return Account.ofSeed(Bytes.parseHex(Secret.read("Seed", seedFile)).toByteArray());
        }
        return asks || phraseFile != null
                ? Account.of(RecoveryPhrase.parse(Secret.read("Recovery phrase", phraseFile)))
                : null;
    }

    /** What was copied from somewhere is often kept as text; layers in binary form never look like that. */
    private static Bytes read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(Secret.existing(file));
        try {
            return decode(new String(content, StandardCharsets.ISO_8859_1).trim());
        } catch (MalformedDataException e) {
            return Bytes.of(content);
        }
    }

    /** In hex if it can be, else in base64. */
    private static Bytes decode(String text) throws MalformedDataException {
        if (text.matches("(?:[0-9a-fA-F]{2})+")) {
            return Bytes.parseHex(text);
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("bytes: expected hex or base64");
        }
    }
}
