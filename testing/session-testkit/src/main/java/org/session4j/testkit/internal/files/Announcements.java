package org.session4j.testkit.internal.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.AppRelease;
import org.session4j.testkit.AppRelease.Channel;
import org.session4j.testkit.AppRelease.Platform;
import org.session4j.testkit.TokenInfo;
import org.session4j.testkit.internal.server.ServerJson;
import org.session4j.testkit.internal.server.ServerReply;
import org.session4j.testkit.internal.server.ServerRequest;

/** What the file server tells beside its files: releases of the apps, and figures of the token (services: endpoints). */
final class Announcements {

    private static final int USUAL_DAYS = 7;
    private static final int MAX_DAYS = 30;
    private static final Map<String, Platform> PLATFORMS = byWireName(Platform.values());
    private static final Map<String, Channel> CHANNELS = byWireName(Channel.values());

    private final VersionAuth auth;
    private final Map<Key, AppRelease> releases = new ConcurrentHashMap<>();
    private final Map<Platform, Instant> updated = new ConcurrentHashMap<>();
    private volatile @Nullable TokenInfo tokenInfo;

    private record Key(Platform platform, Channel channel) {}

    Announcements(VersionAuth auth) {
        this.auth = auth;
    }

    private static <E extends Enum<E>> Map<String, E> byWireName(E[] values) {
        return Stream.of(values)
                .collect(Collectors.toUnmodifiableMap(
                        value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
    }

    void release(Platform platform, Channel channel, AppRelease release, Instant now) {
        releases.put(new Key(platform, channel), release);
        updated.put(platform, now);
    }

    void tokenInfo(TokenInfo info) {
        tokenInfo = info;
    }

    /** {@code GET /session_version}. */
    ServerReply version(ServerRequest request, Instant now) {
        Platform platform = request.query("platform").map(PLATFORMS::get).orElse(null);
        if (platform == null) {
            return FileApp.refuse(404);
        }
        Optional<ServerReply> refusal = auth.refuse(request, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Channel channel = CHANNELS.get(request.query("release_channel").orElse("stable"));
        AppRelease release = channel == null ? null : releases.get(new Key(platform, channel));
        Instant time = updated.get(platform);
        if (release == null || time == null) {
            return FileApp.refuse(502);
        }
        ObjectNode answer = ServerJson.object().put("status_code", 200);
        answer.set("updated", ServerJson.seconds(time));
        describe(release, answer.put("result", release.version()));
        AppRelease early = releases.get(new Key(platform, Channel.PRERELEASE));
        if (early != null) {
            ObjectNode prerelease = answer.putObject("prerelease").put("result", early.version());
            prerelease.set("updated", ServerJson.seconds(time));
            describe(early, prerelease);
        }
        return ServerReply.json(200, answer);
    }

    private static void describe(AppRelease release, ObjectNode answer) {
        if (release.name() != null) {
            answer.put("name", release.name());
        }
        if (release.notes() != null) {
            answer.put("notes", release.notes());
        }
        if (!release.assets().isEmpty()) {
            ArrayNode assets = answer.putArray("assets");
            release.assets()
                    .forEach((name, url) -> assets.addObject().put("name", name).put("url", url.toString()));
        }
    }

    /** {@code GET /token_info}. */
    ServerReply token(ServerRequest request, Instant now) {
        TokenInfo figures = tokenInfo;
        if (figures == null) {
            return FileApp.refuse(502);
        }
        Instant since = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days(request)));
        ObjectNode answer = ServerJson.object().put("status_code", 200);
        ArrayNode history = answer.putObject("info")
                .put("maximum_supply", figures.maximumSupply().toPlainString())
                .put("sent_per_node", figures.sentPerNode().toPlainString())
                .put("staking_reward_pool", figures.stakingRewardPool().toPlainString())
                .putArray("history");
        for (TokenInfo.Entry entry : figures.history()) {
            if (!entry.updated().isBefore(since)) {
                history.addObject()
                        .put("current_value", entry.currentValue().toPlainString())
                        .put("circulating_supply", entry.circulatingSupply().toPlainString())
                        .put("total_nodes", entry.totalNodes())
                        .set("updated", ServerJson.seconds(entry.updated()));
            }
        }
        return ServerReply.json(200, answer);
    }

    private static int days(ServerRequest request) {
        return request.query("days")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(days -> days >= 1 && days <= MAX_DAYS)
                .orElse(USUAL_DAYS);
    }
}
