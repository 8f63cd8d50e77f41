package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.session4j.client.OutgoingFile;
import org.session4j.client.internal.groups.Epochs;
import org.session4j.client.internal.groups.GroupState;
import org.session4j.groups.v2.GroupControl;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.GroupInfo;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.message.Expiration;

/** What admins do with the group as a whole: how it is called and looks, its timer, its keys, its end (groups: flows). */
final class InfoActions {

    private final AdminChanges changes;
    private final Pictures pictures;
    private final Supplier<Instant> clock;

    /**
     * @param clock network time
     */
    InfoActions(AdminChanges changes, Pictures pictures, Supplier<Instant> clock) {
        this.changes = changes;
        this.pictures = pictures;
        this.clock = clock;
    }

    CompletableFuture<Void> rename(SessionId group, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name: expected 1 to " + GroupInfo.MAX_NAME_LENGTH + " bytes, got 0");
        }
        return edit(group, info -> info.withName(name), new GroupControl.NameChange(name));
    }

    /** Nobody is told of it (groups: control messages). */
    CompletableFuture<Void> describe(SessionId group, String description) {
        return edit(group, info -> info.withDescription(description), null);
    }

    CompletableFuture<Void> setTimer(SessionId group, Expiration timer) {
        Duration after = GroupTimer.of(timer);
        return edit(
                group,
                info -> info.withTimer(after),
                new GroupControl.TimerChange(after == null ? Duration.ZERO : after));
    }

    CompletableFuture<Void> setPicture(SessionId group, OutgoingFile picture) {
        return pictures.upload(picture, (sent, total) -> {}, (url, key) -> setPicture(group, url, key))
                .thenCompose(changing -> changing);
    }

    private CompletableFuture<Void> setPicture(SessionId group, String url, Bytes key) {
        return edit(group, info -> info.withPicture(ProfilePicture.of(url, key)), new GroupControl.PictureChange());
    }

    CompletableFuture<Void> rekey(SessionId group) {
        return changes.make(group, (draft, state) -> {
            GroupState renewed = state.hasSenderKeys() ? Epochs.next(state, clock.get()) : state;
            draft.put(renewed.rekeyed());
            return Optional.empty();
        });
    }

    CompletableFuture<Void> destroy(SessionId group) {
        return edit(group, GroupInfo::destroyed, null);
    }

    /**
     * @param notice what is told if it is a change; null for nothing
     */
    private CompletableFuture<Void> edit(
            SessionId group, UnaryOperator<GroupInfo> change, GroupControl.@Nullable ByAdmin notice) {
        return changes.make(group, (draft, state) -> {
            GroupInfo changed = change.apply(state.info());
            if (changed.document() == state.info().document()) {
                return Optional.empty();
            }
            draft.put(state.with(changed.document()));
            return Optional.ofNullable(notice);
        });
    }
}
