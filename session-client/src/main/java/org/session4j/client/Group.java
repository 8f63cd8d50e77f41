package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.session4j.client.internal.ClientEngine;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.ProfilePicture;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.MessageReference;

/**
 * One group, and what one does with it; the words are the same for all kinds. What is read is what this device knows now;
 * what waits throws {@link SessionNetworkException} if the group's swarm cannot be reached. What an admin began and could not
 * end is carried on when it can be, by this device or another admin's.
 *
 * <p>Writing, reading and reacting is as in every conversation: {@link #chat}. Holds nothing, so one may be asked for each
 * time. Safe for use by many threads.
 */
public final class Group {

    private final ClientEngine engine;
    private final SessionId id;
    private final AsyncGroup async;

    Group(ClientEngine engine, SessionId id, AsyncGroup async) {
        this.engine = engine;
        this.id = id;
        this.async = async;
    }

    public SessionId id() {
        return id;
    }

    /** The methods that wait, returning futures. */
    public AsyncGroup async() {
        return async;
    }

    public GroupKind kind() {
        return view().kind();
    }

    public GroupStatus status() {
        return view().status();
    }

    /** What this account may do in the group. */
    public GroupRole role() {
        return view().role();
    }

    /** What the group is called; empty if nobody has said. */
    public String name() {
        return view().name();
    }

    /** What the group is about; empty if nobody has said. */
    public String description() {
        return view().description();
    }

    public Optional<ProfilePicture> picture() {
        return view().picture();
    }

    /** After what time messages disappear that are sent now. */
    public Expiration timer() {
        return view().timer();
    }

    /** Everybody in the group, who is invited and who is about to be removed too, by id. */
    public List<GroupPerson> members() {
        return view().members();
    }

    private GroupView view() {
        return engine.groups().view(id);
    }

    /**
     * The conversation that is held in the group.
     *
     * @throws GroupActionException if the group is of a kind that only lists
     */
    public Chat chat() {
        return new Chat(engine, engine.groups().conversation(id), async.chat());
    }

    /** Sends a text to everybody in the group, as {@link Chat#send(String)}. */
    @CanIgnoreReturnValue
    public SentMessage send(String text) {
        return chat().send(text);
    }

    /**
     * Accepts an invitation, and says so to the group.
     *
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void accept() {
        Object unused = engine.await(engine.groups().accept(id));
    }

    /**
     * Leaves the group, or declines an invitation: its keys and its conversation are gone on all devices of the
     * account. The group is told; an admin then has it re-keyed.
     *
     * @throws GroupActionException if this account is the last admin, who can only {@link #destroy} it
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void leave() {
        Object unused = engine.await(engine.groups().leave(id));
    }

    /**
     * Invites people. The group is re-keyed, so that somebody who comes back reads nothing from the time between.
     *
     * @throws GroupActionException if this account is no admin, or there would be more than 100 members
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void invite(Collection<SessionId> people, boolean withHistory) {
        Object unused = engine.await(engine.groups().invite(id, people, withHistory));
    }

    /**
     * Makes a member an admin, for good: an admin cannot be removed.
     *
     * @throws GroupActionException if this account is no admin, or who is meant is no member
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void promote(SessionId member) {
        Object unused = engine.await(engine.groups().promote(id, member));
    }

    /**
     * Removes members, and waits until they cannot write to the swarm any more and the group is re-keyed: nobody of
     * them reads what follows.
     *
     * @throws GroupActionException if this account is no admin, or one of those meant is no member, or is an admin
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void remove(Collection<SessionId> people, boolean withMessages) {
        Object unused = engine.await(engine.groups().remove(id, people, withMessages));
    }

    /**
     * Calls the group something else.
     *
     * @throws GroupActionException if this account is no admin
     * @throws IllegalArgumentException if the name is empty, or longer than 100 bytes of UTF-8
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void rename(String name) {
        Object unused = engine.await(engine.groups().rename(id, name));
    }

    /**
     * Describes the group otherwise; an empty text for not at all.
     *
     * @throws GroupActionException if this account is no admin
     * @throws IllegalArgumentException if it is longer than 600 bytes of UTF-8
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void describe(String description) {
        Object unused = engine.await(engine.groups().describe(id, description));
    }

    /**
     * Uploads a picture and has the group shown with it.
     *
     * @throws GroupActionException if this account is no admin
     * @throws FileException if it cannot be sent, and why
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void setPicture(OutgoingFile picture) {
        Object unused = engine.await(engine.groups().setPicture(id, picture));
    }

    /**
     * Has messages that are sent from now on disappear some time after they were sent.
     *
     * @throws GroupActionException if this account is no admin
     * @throws IllegalArgumentException if they were to disappear after reading, which groups do not have
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void setTimer(Expiration timer) {
        Object unused = engine.await(engine.groups().setTimer(id, timer));
    }

    /**
     * Deletes messages for everybody: one's own, or as an admin those of others too.
     *
     * @throws GroupActionException if one is somebody else's, and this account is no admin
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void delete(Collection<MessageReference> messages) {
        Object unused = engine.await(engine.groups().delete(id, messages));
    }

    /**
     * Gives the group a new key, so that one that was stolen opens nothing that follows. In a group with sender keys
     * those begin anew too.
     *
     * @throws GroupActionException if this account is no admin
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void rekey() {
        Object unused = engine.await(engine.groups().rekey(id));
    }

    /**
     * Ends the group for everybody and empties its mailboxes. It cannot be undone.
     *
     * @throws GroupActionException if this account is no admin
     * @throws SessionNetworkException if the swarm of the group cannot be reached
     */
    public void destroy() {
        Object unused = engine.await(engine.groups().destroy(id));
    }
}
