package org.session4j.examples;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.session4j.client.Chat;
import org.session4j.client.UnsendScope;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.MessageReference;

/** What a line of the terminal asks for: a text to send, or something else if it begins with a slash. */
final class ChatLines {

    private static final String HELP = """
            /react N EMOJI     put an emoji to message N; /unreact takes it back
            /unsend N          take message N back; somebody else's disappears only here
            /timer 30s [read]  what you send disappears 30 s after it was sent, or read; 5m, 2h, 7d; off
            /typing            tell that you are typing: a terminal shows nobody your keys
            /history           everything again
            /quit              leave""";

    private final Chat chat;
    private final ChatScreen screen;

    ChatLines(Chat chat, ChatScreen screen) {
        this.chat = chat;
        this.screen = screen;
    }

    /**
     * Does what a line says.
     *
     * @throws IllegalArgumentException if nobody knows what that is
     */
    void obey(String line) {
        String[] words = line.split("\\s+", -1);
        switch (words[0]) {
            case "" -> {}
            case "/help" -> screen.note(HELP);
            case "/react" -> chat.react(message(words), word(words, 2));
            case "/unreact" -> chat.unreact(message(words), word(words, 2));
            case "/unsend" -> unsend(message(words));
            case "/timer" -> chat.setTimer(expiration(words));
            case "/typing" -> chat.typing(true);
            case "/history" -> screen.history();
            default -> {
                if (line.startsWith("/")) {
                    throw new IllegalArgumentException("there is no " + words[0] + "; /help says what there is");
                }
                chat.send(line);
            }
        }
    }

    private void unsend(MessageReference message) {
        chat.unsend(message, screen.isOwn(message) ? UnsendScope.EVERYONE : UnsendScope.OWN_DEVICES);
    }

    private MessageReference message(String[] words) {
        return screen.numbered(word(words, 1));
    }

    private static Expiration expiration(String[] words) {
        String time = word(words, 1).toUpperCase(Locale.ROOT);
        if (time.equals("OFF")) {
            return Expiration.OFF;
        }
        try {
            Duration timer = Duration.parse((time.endsWith("D") ? "P" : "PT") + time);
            boolean afterRead = words.length > 2 && words[2].equals("read");
            return afterRead ? Expiration.afterRead(timer) : Expiration.afterSend(timer);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a time like 30s, 5m, 2h or 7d", e);
        }
    }

    private static String word(String[] words, int index) {
        if (index >= words.length) {
            throw new IllegalArgumentException(words[0] + " needs more words; /help says which");
        }
        return words[index];
    }
}
