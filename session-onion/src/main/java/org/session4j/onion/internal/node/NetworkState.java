package org.session4j.onion.internal.node;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.NodeList;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What survives a restart (network: disk cache), as text of one line a fact; times in milliseconds since 1970:
 *
 * <pre>
 * session4j-network 1
 * refreshed TIME SEED-LIST-SIZE
 * clock OFFSET-MILLIS
 * node ED25519 IP HTTPS-PORT QUIC-PORT SWARM-ID VERSION|-
 * strikes ED25519 TIME...
 * guard ED25519 FIRST-USE
 * </pre>
 *
 * The onion keys are not kept, for they are derived.
 *
 * @param strikes times by node
 * @param clockOffset network time minus local time, if it was measured
 */
public record NetworkState(
        NodeList nodes,
        int seedListSize,
        Map<Ed25519PublicKey, List<Instant>> strikes,
        Guards guards,
        @Nullable Duration clockOffset) {

    private static final String HEAD = "session4j-network 1";
    private static final int MAX_LINES = 200_000;

    public NetworkState {
        strikes = Map.copyOf(strikes);
    }

    public Bytes encode() {
        StringBuilder out = new StringBuilder(HEAD).append('\n');
        out.append("refreshed ").append(nodes.refreshed().toEpochMilli());
        out.append(' ').append(seedListSize).append('\n');
        if (clockOffset != null) {
            out.append("clock ").append(clockOffset.toMillis()).append('\n');
        }
        for (ServiceNode node : nodes.nodes()) {
            out.append("node ").append(node.ed25519()).append(' ').append(node.ip());
            out.append(' ').append(node.httpsPort()).append(' ').append(node.quicPort());
            out.append(' ').append(Long.toUnsignedString(node.swarmId()));
            out.append(' ')
                    .append(node.version() == null ? "-" : node.version())
                    .append('\n');
        }
        new TreeMap<>(strikes).forEach((key, times) -> {
            out.append("strikes ").append(key);
            times.forEach(time -> out.append(' ').append(time.toEpochMilli()));
            out.append('\n');
        });
        for (Guards.Guard guard : guards.kept()) {
            out.append("guard ").append(guard.key());
            out.append(' ').append(guard.firstUse().toEpochMilli()).append('\n');
        }
        return Bytes.utf8(out.toString());
    }

    /** Reads what {@link #encode} wrote; a node whose key is none is left out. */
    public static NetworkState decode(Bytes stored, ServiceNodeKeys keys) throws MalformedDataException {
        String[] lines = new String(stored.toByteArray(), StandardCharsets.UTF_8).split("\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES || !lines[0].equals(HEAD)) {
            throw new MalformedDataException("network state: not of this version");
        }
        Reader reader = new Reader(keys);
        try {
            for (int i = 1; i < lines.length; i++) {
                if (!lines[i].isEmpty()) {
                    reader.read(lines[i].split(" ", -1));
                }
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new MalformedDataException("network state: not a number", e);
        }
        return reader.finish();
    }

    /** Collects the facts of the lines. */
    private static final class Reader {

        private final ServiceNodeKeys keys;
        private final List<ServiceNode> nodes = new ArrayList<>();
        private final Map<Ed25519PublicKey, List<Instant>> strikes = new HashMap<>();
        private final List<Guards.Guard> guards = new ArrayList<>();
        private Instant refreshed = Instant.EPOCH;
        private int seedListSize;
        private @Nullable Duration clockOffset;

        Reader(ServiceNodeKeys keys) {
            this.keys = keys;
        }

        void read(String[] words) throws MalformedDataException {
            switch (words[0]) {
                case "refreshed" -> {
                    requireWords(words, 3);
                    refreshed = time(words[1]);
                    seedListSize = Integer.parseUnsignedInt(words[2]);
                }
                case "clock" -> {
                    requireWords(words, 2);
                    clockOffset = Duration.ofMillis(Long.parseLong(words[1]));
                }
                case "node" -> readNode(words);
                case "strikes" -> {
                    List<Instant> times = new ArrayList<>();
                    for (int i = 2; i < words.length; i++) {
                        times.add(time(words[i]));
                    }
                    strikes.put(Ed25519PublicKey.parse(word(words, 1)), List.copyOf(times));
                }
                case "guard" -> {
                    requireWords(words, 3);
                    guards.add(new Guards.Guard(Ed25519PublicKey.parse(words[1]), time(words[2])));
                }
                default -> throw new MalformedDataException("network state: unknown line");
            }
        }

        private void readNode(String[] words) throws MalformedDataException {
            requireWords(words, 7);
            Ed25519PublicKey key = Ed25519PublicKey.parse(words[1]);
            String ip = requireIpv4(words[2]);
            int httpsPort = port(words[3]);
            int quicPort = port(words[4]);
            long swarmId = Long.parseUnsignedLong(words[5]);
            String version = words[6].equals("-") ? null : words[6];
            keys.derive(key)
                    .ifPresent(onionKey ->
                            nodes.add(new ServiceNode(key, onionKey, ip, httpsPort, quicPort, swarmId, version)));
        }

        NetworkState finish() {
            return new NetworkState(
                    NodeList.of(nodes, refreshed), seedListSize, strikes, new Guards(guards), clockOffset);
        }

        private static String requireIpv4(String text) throws MalformedDataException {
            String[] numbers = text.split("\\.", -1);
            boolean good = numbers.length == 4;
            for (String number : numbers) {
                good &= number.matches("[0-9]{1,3}") && Integer.parseInt(number) <= 255;
            }
            if (!good) {
                throw new MalformedDataException("network state: not an IPv4 address");
            }
            return text;
        }

        private static int port(String text) throws MalformedDataException {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new MalformedDataException("network state: not a port");
            }
            return port;
        }

        /** Bounded, so that no arithmetic with it can overflow. */
        private static Instant time(String millis) throws MalformedDataException {
            long value = Long.parseLong(millis);
            if (value < 0 || value > 1L << 48) {
                throw new MalformedDataException("network state: not a time");
            }
            return Instant.ofEpochMilli(value);
        }

        private static String word(String[] words, int index) throws MalformedDataException {
            if (index >= words.length) {
                throw new MalformedDataException("network state: a line is too short");
            }
            return words[index];
        }

        private static void requireWords(String[] words, int count) throws MalformedDataException {
            if (words.length != count) {
                throw new MalformedDataException(
                        "network state: expected " + count + " words in a line, got " + words.length);
            }
        }
    }
}
