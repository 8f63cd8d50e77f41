package org.session4j.examples;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.session4j.client.Chat;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.EventListener;
import org.session4j.client.MessageExpired;
import org.session4j.client.MessageRead;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.client.MessageUnsent;
import org.session4j.client.ReactionChanged;
import org.session4j.client.RequestApproved;
import org.session4j.client.RequestReceived;
import org.session4j.client.SessionEvent;
import org.session4j.client.TimerChanged;
import org.session4j.client.TypingChanged;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;
import org.session4j.protocol.message.MessageReference;

/** Prints what happens in one conversation. Each message gets a number, by which the commands know it. */
final class ChatScreen implements EventListener {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final SessionId self;
    private final Chat chat;
    private final PrintStream out;
    private final List<MessageReference> numbers = new ArrayList<>();

    ChatScreen(SessionId self, Chat chat, PrintStream out) {
        this.self = self;
        this.chat = chat;
        this.out = out;
    }

    /** What one sees first. */
    void open(SessionId other) {
        note("you are   " + self);
        note("you write " + other + "; /help says what else you can do");
        history();
        chat.markRead();
    }

    void history() {
        chat.history().forEach(this::show);
    }

    @Override
    public void onEvent(SessionEvent event) {
        if (event instanceof MessageReceived e && isHere(e.conversation())) {
            show(e.message());
            chat.markRead(e.message().reference());
        } else if (event instanceof MessageSent e && isHere(e.conversation())) {
            show(e.message());
        } else if (event instanceof RequestReceived e && isHere(e.conversation())) {
            note("they would like to talk to you; write something to accept");
        } else if (event instanceof RequestApproved e && isHere(e.conversation())) {
            note("they have accepted to talk to you");
        } else if (event instanceof TypingChanged e && isHere(e.conversation())) {
            note(e.typing() ? "they are typing" : "they have stopped typing");
        } else if (event instanceof TimerChanged e && isHere(e.conversation())) {
            note("what " + subject(e.sender()) + " write " + describe(e.expiration()));
        } else {
            showChange(event);
        }
    }

    /** Something new about a message that was shown before. */
    private void showChange(SessionEvent event) {
        if (event instanceof MessageRead e && isHere(e.conversation())) {
            note(subject(e.reader()) + " have read " + number(e.message().reference()));
        } else if (event instanceof ReactionChanged e && isHere(e.conversation())) {
            note(subject(e.from()) + (e.added() ? " put " : " took back ") + clean(e.emoji()) + ", message "
                    + number(e.message().reference()));
        } else if (event instanceof MessageUnsent e && isHere(e.conversation())) {
            note(number(e.message().reference()) + " was taken back");
        } else if (event instanceof MessageExpired e && isHere(e.conversation())) {
            note(number(e.reference()) + " has disappeared");
        }
    }

    private boolean isHere(Conversation conversation) {
        return conversation.equals(chat.conversation());
    }

    /** Says something that is not part of the conversation. */
    void note(String text) {
        out.println(("* " + text).replace("\n", "\n  "));
    }

    private void show(ChatMessage message) {
        String text = message.isUnsent() ? "(taken back)" : clean(message.text());
        String files = message.attachments().isEmpty()
                ? ""
                : " (" + message.attachments().size() + " files)";
        String reactions = message.reactions().isEmpty()
                ? ""
                : "  " + clean(String.join(" ", message.reactions().keySet()));
        out.println(number(message.reference()) + " " + TIME.format(message.timestamp()) + " "
                + subject(message.sender()) + ": " + text + files + reactions);
    }

    private String subject(SessionId who) {
        return who.equals(self) ? "you" : "they";
    }

    private static String describe(Expiration expiration) {
        if (expiration.isOff()) {
            return "stays";
        }
        String start = expiration.type() == ExpirationType.DELETE_AFTER_READ ? "read" : "sent";
        return "disappears " + expiration.timer().toSeconds() + " s after it was " + start;
    }

    /** Whoever writes must not move the cursor or change the colours of somebody's terminal. */
    private static String clean(String text) {
        return text.replace("\n", "\n    ").replaceAll("[\\p{Cc}\\p{Cf}&&[^\n\u200d]]", "\ufffd");
    }

    /** Such as {@code [3]}; a message that is new gets the next number. */
    private synchronized String number(MessageReference message) {
        if (!numbers.contains(message)) {
            numbers.add(message);
        }
        return "[" + (numbers.indexOf(message) + 1) + "]";
    }

    /** The message with that number. */
    synchronized MessageReference numbered(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("expected the number of a message");
        }
        int index = Integer.parseInt(number) - 1;
        if (index < 0 || index >= numbers.size()) {
            throw new IllegalArgumentException("there is no message " + number);
        }
        return numbers.get(index);
    }

    boolean isOwn(MessageReference message) {
        return message.author().equals(self);
    }
}
