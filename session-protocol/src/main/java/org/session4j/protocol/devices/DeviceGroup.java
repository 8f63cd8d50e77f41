package org.session4j.protocol.devices;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.v2.AccountKeys;

/**
 * What one device knows of the devices of its account and of the account's keys (messages: merging). Whatever is merged, in
 * whatever order and however often, no device that left or was removed comes back, no record gets older, and all who have
 * read the same hold the same current key.
 *
 * <p>Immutable: a step gives the next value. The caller stores it, tells the user of its changes, and seals
 * {@link #payload} where a push is owed. A step that makes a new account key draws 32 bytes for it, and no other step draws
 * anything.
 */
public final class DeviceGroup {

    private final DeviceGroupId id;
    private final DeviceId self;
    private final SortedMap<DeviceId, DeviceState> devices;
    private final AccountKeys keys;

    private DeviceGroup(DeviceGroupId id, DeviceId self, SortedMap<DeviceId, DeviceState> devices, AccountKeys keys) {
        this.id = id;
        this.self = self;
        this.devices = Collections.unmodifiableSortedMap(devices);
        this.keys = keys;
    }

    /** A group of this device alone, with a new account key: for a new account, or because the user decided so. */
    public static GroupStep start(
            DeviceGroupId id, DeviceId self, DeviceRecord own, Instant now, SecureRandom random, Crypto crypto) {
        DeviceGroup empty = new DeviceGroup(id, self, new TreeMap<>(), AccountKeys.none());
        Draft draft = empty.draft(crypto);
        draft.register(self, own);
        return draft.rotate(now, random).finish(now, true);
    }

    /** The group of a device that was stored. */
    public static DeviceGroup of(DeviceGroupId id, DeviceId self, DevicePayload stored) {
        return new DeviceGroup(id, self, new TreeMap<>(stored.devices()), AccountKeys.of(stored.keys()));
    }

    /**
     * Whether a payload admits a device because of a request of its own, which the user has confirmed: the record of the
     * request is that of a member in it.
     */
    public static boolean admits(DevicePayload payload, LinkRequest request) {
        return payload.devices().get(request.device()) instanceof DeviceState.Registered member
                && member.device().changedAt().equals(request.record().changedAt())
                && member.device()
                        .keys()
                        .x25519()
                        .equals(request.record().keys().x25519());
    }

    /**
     * Enters a group that has admitted this device.
     *
     * @param payload which {@link #admits} the request
     */
    public static GroupStep join(
            DeviceGroupId id,
            LinkRequest request,
            DevicePayload payload,
            Instant now,
            SecureRandom random,
            Crypto crypto) {
        if (!admits(payload, request)) {
            throw new IllegalArgumentException("payload: it does not admit the device");
        }
        DeviceGroup empty = new DeviceGroup(id, request.device(), new TreeMap<>(), AccountKeys.none());
        return empty.merge(payload, now, random, crypto);
    }

    /**
     * Takes over what another member has written to this group.
     *
     * @param payload of a message of this group
     */
    public GroupStep merge(DevicePayload payload, Instant now, SecureRandom random, Crypto crypto) {
        Draft draft = draft(crypto);
        payload.devices().forEach((device, state) -> draft.merge(device, state, now));
        draft.keys = draft.keys.merge(payload.keys());
        if (draft.memberLeft) {
            draft.rotate(now, random);
        }
        draft.requireCurrentKey(now, random);
        GroupStep step = draft.finish(now, true);
        boolean owed = step.group().isMember() && !step.group().isKnownFrom(payload, now);
        return new GroupStep(step.group(), step.changes(), step.rotated(), owed, step.dropped());
    }

    private boolean isKnownFrom(DevicePayload payload, Instant now) {
        AccountKeys theirs = AccountKeys.of(payload.keys()).prune(now).keys();
        return devices.equals(payload.devices()) && keys.isSameAs(theirs);
    }

    /**
     * Makes the device of a request a member, as the user has decided. One that is a member already gets the keys of its
     * request, and the account a new key, as the old ones may be in other hands.
     *
     * @throws IllegalStateException if this device is no member
     * @throws IllegalArgumentException unless {@link #mayAccept}
     */
    public GroupStep accept(LinkRequest request, Instant now, SecureRandom random, Crypto crypto) {
        requireMember();
        if (!mayAccept(request)) {
            throw new IllegalArgumentException("request: it is not one to be accepted");
        }
        Draft draft = draft(crypto);
        Optional<DeviceRecord> held = record(request.device());
        if (!held.isPresent()) {
            draft.register(request.device(), request.record());
            return draft.finish(now, true);
        }
        DeviceRecord newer = held.get().number() > request.record().number() ? held.get() : request.record();
        draft.register(
                request.device(),
                request.record().with(newer.nextNumber(), request.record().changedAt()));
        return draft.rotate(now, random).finish(now, true);
    }

    /**
     * Whether a request may be shown to the user: it is not one's own, its device is not gone, and if the device is a
     * member, the request is newer than what is known of it.
     */
    public boolean mayAccept(LinkRequest request) {
        DeviceState held = devices.get(request.device());
        if (request.device().equals(self) || held instanceof DeviceState.Left || held instanceof DeviceState.Removed) {
            return false;
        }
        return !(held instanceof DeviceState.Registered member)
                || request.record().changedAt().isAfter(member.device().changedAt());
    }

    /** Removes another member, which cannot read what is pushed from now on. */
    public GroupStep remove(DeviceId device, Instant now, SecureRandom random, Crypto crypto) {
        requireMember();
        if (device.equals(self) || !record(device).isPresent()) {
            throw new IllegalArgumentException("device: expected another member");
        }
        Draft draft = draft(crypto);
        draft.merge(device, new DeviceState.Removed(now), now);
        return draft.rotate(now, random).finish(now, true);
    }

    /** Says good-bye: what is pushed after this is the last word of this device. */
    public GroupStep leave(Instant now, Crypto crypto) {
        requireMember();
        Draft draft = draft(crypto);
        draft.merge(self, new DeviceState.Left(now), now);
        return draft.finish(now, true);
    }

    /** Changes one's own record, such as for new keys; see {@link DeviceRecord#with}. */
    public GroupStep update(DeviceRecord own, Instant now, Crypto crypto) {
        requireMember();
        if (record(self).filter(held -> held.number() >= own.number()).isPresent()) {
            throw new IllegalArgumentException("record: expected a greater number than that of the one before");
        }
        Draft draft = draft(crypto);
        draft.register(self, own);
        return draft.finish(now, true);
    }

    /** Replaces the account's current key, when {@link KeyRotation} says so or for any other reason. */
    public GroupStep rotate(Instant now, SecureRandom random, Crypto crypto) {
        requireMember();
        return draft(crypto).rotate(now, random).finish(now, true);
    }

    /** Drops what is too old, which is done in every other step too. */
    public GroupStep prune(Instant now, Crypto crypto) {
        return draft(crypto).finish(now, false);
    }

    private void requireMember() {
        if (!isMember()) {
            throw new IllegalStateException("this device is no member of the group");
        }
    }

    public DeviceGroupId id() {
        return id;
    }

    public DeviceId self() {
        return self;
    }

    /** Whether this device is one of the group. */
    public boolean isMember() {
        return devices.get(self) instanceof DeviceState.Registered;
    }

    /** The record of a member. */
    public Optional<DeviceRecord> record(DeviceId device) {
        return devices.get(device) instanceof DeviceState.Registered member
                ? Optional.of(member.device())
                : Optional.empty();
    }

    public AccountKeys keys() {
        return keys;
    }

    /** All of it, to be sealed or stored. */
    public DevicePayload payload() {
        return DevicePayload.of(devices, keys);
    }

    private Draft draft(Crypto crypto) {
        return new Draft(this, crypto);
    }

    /** Shows the number of devices only. */
    @Override
    public String toString() {
        return "DeviceGroup[" + devices.size() + "]";
    }

    /** The next value while it is made. */
    private static final class Draft {

        private final DeviceGroup before;
        private final Crypto crypto;
        private final SortedMap<DeviceId, DeviceState> devices;
        private final List<DeviceChange> changes = new ArrayList<>();
        private AccountKeys keys;
        private boolean memberLeft;
        private boolean rotated;

        Draft(DeviceGroup before, Crypto crypto) {
            this.before = before;
            this.crypto = crypto;
            this.devices = new TreeMap<>(before.devices);
            this.keys = before.keys;
        }

        void register(DeviceId device, DeviceRecord record) {
            DeviceState held = devices.put(device, new DeviceState.Registered(record));
            if (held instanceof DeviceState.Registered member) {
                changes.add(new DeviceChange.Changed(device, member.device(), record));
            } else {
                changes.add(new DeviceChange.Joined(device, record));
            }
        }

        void merge(DeviceId device, DeviceState state, Instant now) {
            DeviceState held = devices.get(device);
            if (state instanceof DeviceState.Registered member) {
                mergeRecord(device, held, member.device(), now);
            } else if (held == null || Tombstones.isGreater(state, held)) {
                devices.put(device, state);
                if (held instanceof DeviceState.Registered) {
                    boolean left = state instanceof DeviceState.Left;
                    memberLeft |= left && !device.equals(before.self);
                    changes.add(left ? new DeviceChange.HasLeft(device) : new DeviceChange.WasRemoved(device));
                }
            }
        }

        private void mergeRecord(DeviceId device, @Nullable DeviceState held, DeviceRecord record, Instant now) {
            if (held == null) {
                register(device, record);
            } else if (!(held instanceof DeviceState.Registered member)) {
                // Its removal is said again, later than whatever has brought it back.
                devices.put(device, Tombstones.restated(held, now));
            } else if (isNewer(device, record, member.device())) {
                register(device, record);
            }
        }

        private boolean isNewer(DeviceId device, DeviceRecord record, DeviceRecord held) {
            if (record.number() != held.number()) {
                return record.number() > held.number();
            }
            return !device.equals(before.self) && record.digest(crypto).compareTo(held.digest(crypto)) > 0;
        }

        @CanIgnoreReturnValue
        Draft rotate(Instant now, SecureRandom random) {
            byte[] seed = new byte[Crypto.KEY];
            random.nextBytes(seed);
            try {
                keys = keys.rotate(SecretBytes.of(seed), now, crypto);
                rotated = true;
                return this;
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
        }

        void requireCurrentKey(Instant now, SecureRandom random) {
            boolean member = devices.get(before.self) instanceof DeviceState.Registered;
            if (member && !keys.current().isPresent()) {
                rotate(now, random);
            }
        }

        GroupStep finish(Instant now, boolean pushOwed) {
            AccountKeys.Pruned pruned = keys.prune(now);
            DeviceGroup after = new DeviceGroup(before.id, before.self, devices, pruned.keys());
            return new GroupStep(after, changes, rotated, pushOwed, pruned.dropped());
        }
    }
}
