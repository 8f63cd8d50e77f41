package org.session4j.protocol.config.documents;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;

/**
 * A member of a group (config: group Members). Immutable. What happens to a member sets several things at once, which
 * {@link #after} does; the single ones are for who wants to write what it does not.
 */
public final class GroupMember extends Entry<GroupMember> {

    /** Of the name, in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = ConfigName.MAX_LENGTH;

    private static final TextField NAME = TextField.always("n");
    private static final PictureField PICTURE = PictureField.of("p", "q");
    private static final NumberField ADMIN = NumberField.flag("A");
    private static final NumberField INVITE = NumberField.upTo(InviteState.MAX_NUMBER, "I");
    private static final NumberField HISTORY_SHARED = NumberField.flag("s");
    private static final NumberField PROMOTION = NumberField.upTo(PromotionState.MAX_NUMBER, "P");
    private static final NumberField REMOVAL = NumberField.upTo(RemovalState.MAX_NUMBER, "R");

    private static final List<Field> FIELDS =
            List.of(NAME, PICTURE, ADMIN, GroupMember::copyInvite, HISTORY_SHARED, PROMOTION, REMOVAL);

    private final SessionId id;

    private GroupMember(SessionId id, ConfigDict values) {
        super(values);
        this.id = id;
    }

    /**
     * A new one, whose invitation is to be sent.
     *
     * @param id of kind {@link IdKind#STANDARD}
     */
    public static GroupMember of(SessionId id) {
        if (id.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("id: expected kind STANDARD, got " + id.kind());
        }
        return read(id, ConfigDict.empty()).withInvite(InviteState.NOT_SENT);
    }

    static GroupMember read(SessionId id, ConfigDict from) {
        GroupMember member = new GroupMember(id, read(from, FIELDS));
        boolean invited = member.invite() != InviteState.ACCEPTED && member.promotion() == PromotionState.NONE;
        return invited ? member : member.withHistoryShared(false);
    }

    /** An admin is not invited. */
    private static void copyInvite(ConfigDict from, ConfigEditor to) {
        INVITE.write(to, ADMIN.isSet(from) ? 0 : INVITE.read(from));
    }

    public SessionId id() {
        return id;
    }

    /** Empty if it is not known. */
    public String name() {
        return NAME.read(values());
    }

    /**
     * With another name.
     *
     * @param name at most {@link #MAX_NAME_LENGTH} bytes, see {@link ConfigName#truncate}
     */
    public GroupMember withName(String name) {
        ConfigName.requireShort("name", name);
        return edit(to -> NAME.write(to, name));
    }

    public Optional<ProfilePicture> picture() {
        return PICTURE.read(values());
    }

    /**
     * With another picture.
     *
     * @param picture null for none
     */
    public GroupMember withPicture(@Nullable ProfilePicture picture) {
        return edit(to -> PICTURE.write(to, picture));
    }

    /** Whether the member is an admin, or was chosen to be one; {@link #promotion()} says which. */
    public boolean isAdmin() {
        return ADMIN.isSet(values());
    }

    /** An admin is not invited any more. */
    public GroupMember withAdmin(boolean admin) {
        return edit(to -> {
            ADMIN.write(to, admin);
            INVITE.write(to, admin ? 0 : INVITE.read(values()));
        });
    }

    /** Accepted for every admin. */
    public InviteState invite() {
        return InviteState.of(INVITE.read(values()));
    }

    /** No change for an admin. */
    public GroupMember withInvite(InviteState state) {
        return isAdmin() ? this : edit(to -> INVITE.write(to, state.number()));
    }

    /** Whether the member was given what was written before, with the invitation. */
    public boolean isHistoryShared() {
        return HISTORY_SHARED.isSet(values());
    }

    /** It counts as long as the member is invited and not being promoted. */
    public GroupMember withHistoryShared(boolean shared) {
        return edit(to -> HISTORY_SHARED.write(to, shared));
    }

    public PromotionState promotion() {
        return PromotionState.of(PROMOTION.read(values()));
    }

    public GroupMember withPromotion(PromotionState state) {
        return edit(to -> PROMOTION.write(to, state.number()));
    }

    public RemovalState removal() {
        return RemovalState.of(REMOVAL.read(values()));
    }

    public GroupMember withRemoval(RemovalState state) {
        return edit(to -> REMOVAL.write(to, state.number()));
    }

    /** The member as it is after something has happened to it. */
    public GroupMember after(MemberChange change) {
        return switch (change) {
            case INVITE_NOT_SENT -> withInvite(InviteState.NOT_SENT);
            case INVITE_SENT -> withInvite(InviteState.SENT);
            case INVITE_FAILED -> withInvite(InviteState.FAILED);
            case INVITE_ACCEPTED -> withInvite(InviteState.ACCEPTED).withHistoryShared(false);
            case PROMOTED -> promoted(PromotionState.NOT_SENT);
            case PROMOTION_SENT -> promoted(PromotionState.SENT);
            case PROMOTION_FAILED -> promoted(PromotionState.FAILED);
            case PROMOTION_ACCEPTED -> promoted(PromotionState.NONE);
            case REMOVED -> removed(RemovalState.MEMBER);
            case REMOVED_WITH_MESSAGES -> removed(RemovalState.MEMBER_AND_MESSAGES);
        };
    }

    private GroupMember promoted(PromotionState state) {
        return withAdmin(true).withPromotion(state);
    }

    private GroupMember removed(RemovalState state) {
        return withInvite(InviteState.ACCEPTED)
                .withPromotion(PromotionState.NONE)
                .withRemoval(state);
    }

    /** Whether there is something to be sent to the member that nobody has sent. */
    boolean isUnsent() {
        return isAdmin() ? promotion() == PromotionState.NOT_SENT : invite() == InviteState.NOT_SENT;
    }

    MemberStatus status(boolean sending) {
        if (removal() != RemovalState.NONE) {
            return removal() == RemovalState.MEMBER ? MemberStatus.REMOVED : MemberStatus.REMOVED_WITH_MESSAGES;
        }
        return isAdmin() ? adminStatus(sending) : memberStatus(sending);
    }

    private MemberStatus adminStatus(boolean sending) {
        return switch (promotion()) {
            case NOT_SENT -> sending ? MemberStatus.PROMOTION_SENDING : MemberStatus.PROMOTION_NOT_SENT;
            case FAILED -> MemberStatus.PROMOTION_FAILED;
            case SENT -> MemberStatus.PROMOTION_SENT;
            case NONE -> MemberStatus.PROMOTION_ACCEPTED;
        };
    }

    private MemberStatus memberStatus(boolean sending) {
        return switch (invite()) {
            case NOT_SENT -> sending ? MemberStatus.INVITE_SENDING : MemberStatus.INVITE_NOT_SENT;
            case FAILED -> MemberStatus.INVITE_FAILED;
            case SENT -> MemberStatus.INVITE_SENT;
            case ACCEPTED -> MemberStatus.INVITE_ACCEPTED;
        };
    }

    @Override
    Object about() {
        return id;
    }

    @Override
    List<Field> fields() {
        return FIELDS;
    }

    @Override
    GroupMember saying(ConfigDict newValues) {
        return new GroupMember(id, newValues);
    }
}
