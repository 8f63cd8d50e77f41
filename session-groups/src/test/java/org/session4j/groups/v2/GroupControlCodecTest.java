package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.START;
import static org.session4j.groups.v2.TestGroup.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.GroupUpdateMessage.DeleteMemberContent;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;

class GroupControlCodecTest {

    private static final TestGroup GROUP = new TestGroup(1, 2);
    private static final TestGroup OTHER = new TestGroup(2, 2);

    private final GroupControlCodec codec = GroupControlCodec.of(CRYPTO);

    static List<GroupControl.ByAdmin> byAdmin() {
        return List.of(
                new GroupControl.NameChange("tomatoes"),
                new GroupControl.PictureChange(),
                new GroupControl.TimerChange(Duration.ofDays(1)),
                new GroupControl.TimerChange(Duration.ZERO),
                new GroupControl.MemberChange(MemberChange.Type.ADDED, GROUP.ids(), true),
                new GroupControl.MemberChange(MemberChange.Type.REMOVED, GROUP.ids(), false),
                new GroupControl.ContentDeletion(GROUP.ids(), List.of(new StorageHash("hash"))));
    }

    static List<GroupControl.ByMember> byMember() {
        return List.of(
                new GroupControl.OwnDeletion(List.of(new StorageHash("hash"))),
                new GroupControl.Departure(),
                new GroupControl.DepartureNotice(),
                new GroupControl.InviteAnswer(true));
    }

    @ParameterizedTest
    @MethodSource("byAdmin")
    void whatAnAdminWritesIsReadByAll(GroupControl.ByAdmin control) throws Exception {
        GroupUpdateMessage update = codec.encode(control, GROUP.admin, START);
        assertThat(codec.decode(update, GROUP.id(), START)).isEqualTo(control);
    }

    @ParameterizedTest
    @MethodSource("byAdmin")
    void aDraftSaysNothingBeforeItIsSigned(GroupControl.ByAdmin control) throws Exception {
        GroupUpdateMessage draft = codec.draft(control);
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(draft, GROUP.id(), START);
        });
        GroupUpdateMessage signed = codec.sign(draft, GROUP.id().sessionId(), GROUP.admin, START);
        assertThat(codec.decode(signed, GROUP.id(), START)).isEqualTo(control);
        assertThat(codec.sign(signed, GROUP.id().sessionId(), GROUP.admin, START.plusMillis(1)))
                .isEqualTo(signed);
    }

    @ParameterizedTest
    @MethodSource("byMember")
    void whatMembersWriteIsNotSignedByTheGroup(GroupControl.ByMember control) {
        GroupUpdateMessage update = codec.encode(control);
        assertThat(codec.sign(update, GROUP.id().sessionId(), GROUP.admin, START))
                .isEqualTo(update);
    }

    @ParameterizedTest
    @MethodSource("byAdmin")
    void whatTheGroupDidNotSignThenIsRefused(GroupControl.ByAdmin control) {
        GroupUpdateMessage update = codec.encode(control, GROUP.admin, START);
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(update, OTHER.id(), START);
        });
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(update, GROUP.id(), START.plusMillis(1));
        });
        AdminKey member =
                AdminKey.ofSeed(GROUP.member(0).ed25519KeyPair().seed().exposeSecretBytes(), CRYPTO);
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(codec.encode(control, member, START), GROUP.id(), START);
        });
    }

    @ParameterizedTest
    @MethodSource("byMember")
    void whatAMemberWritesIsReadByAll(GroupControl.ByMember control) throws Exception {
        assertThat(codec.decode(codec.encode(control), GROUP.id(), START)).isEqualTo(control);
    }

    @Test
    void aMemberCannotDeleteWhatOthersWrote() {
        List<String> ids = List.of(GROUP.member(0).sessionId().toString());
        GroupUpdateMessage unsigned = GroupUpdateMessage.of(new DeleteMemberContent(ids, List.of(), null));
        assertRefused(Reason.NOT_ADMIN, () -> {
            GroupControl unused = codec.decode(unsigned, GROUP.id(), START);
        });
        GroupUpdateMessage cut = GroupUpdateMessage.of(new DeleteMemberContent(ids, List.of(), Bytes.of(new byte[3])));
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(cut, GROUP.id(), START);
        });
    }

    @Test
    void aDeletionCannotBeTurnedAgainstAnother() {
        GroupControl.ContentDeletion deletion =
                new GroupControl.ContentDeletion(List.of(GROUP.member(0).sessionId()), List.of());
        Bytes signature =
                codec.encode(deletion, GROUP.admin, START).deleteMemberContent().adminSignature();
        GroupUpdateMessage turned = GroupUpdateMessage.of(
                new DeleteMemberContent(List.of(GROUP.member(1).sessionId().toString()), List.of(), signature));
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decode(turned, GROUP.id(), START);
        });
    }

    private GroupUpdateMessage invitation(SessionId invited, SessionId authOf, SubaccountAccess access)
            throws Exception {
        SubaccountAuth auth = SubaccountAuth.issue(GROUP.admin, authOf, access);
        return codec.encode(new GroupControl.Invite(GROUP.id(), "tomatoes", auth), invited, GROUP.admin, START);
    }

    @Test
    void anInvitationIsGoodForWhomItWasMade() throws Exception {
        SessionId me = GROUP.member(0).sessionId();
        SessionId other = GROUP.member(1).sessionId();
        GroupControl.Direct read = codec.decodeDirect(invitation(me, me, SubaccountAccess.MEMBER), me, START);
        assertThat(read).isInstanceOfSatisfying(GroupControl.Invite.class, invite -> {
            assertThat(invite.group()).isEqualTo(GROUP.id());
            assertThat(invite.name()).isEqualTo("tomatoes");
        });
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decodeDirect(invitation(me, me, SubaccountAccess.MEMBER), other, START);
        });
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused = codec.decodeDirect(invitation(me, other, SubaccountAccess.MEMBER), me, START);
        });
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupControl unused =
                    codec.decodeDirect(invitation(me, me, SubaccountAccess.MEMBER), me, START.plusMillis(1));
        });
        assertRefused(Reason.NOT_ALLOWED, () -> {
            GroupControl unused = codec.decodeDirect(invitation(me, me, new SubaccountAccess(false, false)), me, START);
        });
        SubaccountAuth auth = SubaccountAuth.issue(GROUP.admin, me, SubaccountAccess.MEMBER);
        assertThatIllegalArgumentException().isThrownBy(() -> {
            GroupUpdateMessage unused =
                    codec.encode(new GroupControl.Invite(GROUP.id(), "tomatoes", auth), me, OTHER.admin, START);
        });
    }

    @Test
    void aPromotionBringsTheKeyOfTheGroup() throws Exception {
        SessionId me = GROUP.member(0).sessionId();
        GroupUpdateMessage update = codec.encode(new GroupControl.Promotion(GROUP.admin, "tomatoes"));
        assertThat(codec.decodeDirect(update, me, START))
                .isInstanceOfSatisfying(GroupControl.Promotion.class, promotion -> {
                    assertThat(promotion.admin().groupId()).isEqualTo(GROUP.id());
                    assertThat(promotion).hasToString("Promotion");
                });
    }

    @Test
    void whatDoesNotTravelSoIsMalformed() throws Exception {
        SessionId me = GROUP.member(0).sessionId();
        GroupUpdateMessage invitation = invitation(me, me, SubaccountAccess.MEMBER);
        GroupUpdateMessage left = codec.encode(new GroupControl.Departure());
        GroupUpdateMessage none = new GroupUpdateMessage(null, null, null, null, null, null, null, null);
        GroupUpdateMessage two = new GroupUpdateMessage(
                null,
                null,
                null,
                null,
                new GroupUpdateMessage.MemberLeft(),
                new GroupUpdateMessage.InviteResponse(true),
                null,
                null);
        for (GroupUpdateMessage update : List.of(invitation, none, two)) {
            assertThatThrownBy(() -> {
                        GroupControl unused = codec.decode(update, GROUP.id(), START);
                    })
                    .isInstanceOf(MalformedDataException.class);
        }
        for (GroupUpdateMessage update : List.of(left, none)) {
            assertThatThrownBy(() -> {
                        GroupControl unused = codec.decodeDirect(update, me, START);
                    })
                    .isInstanceOf(MalformedDataException.class);
        }
        GroupUpdateMessage shortSeed =
                GroupUpdateMessage.of(new GroupUpdateMessage.Promote(Bytes.of(new byte[31]), "tomatoes"));
        assertThatThrownBy(() -> {
                    GroupControl unused = codec.decodeDirect(shortSeed, me, START);
                })
                .isInstanceOf(MalformedDataException.class);
    }
}
