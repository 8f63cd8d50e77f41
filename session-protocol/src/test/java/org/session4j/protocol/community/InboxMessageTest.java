package org.session4j.protocol.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.community.TestRoom.CRYPTO;
import static org.session4j.protocol.community.TestRoom.SERVER;
import static org.session4j.protocol.community.TestRoom.account;
import static org.session4j.protocol.community.TestRoom.text;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.blinding.BlindedMessageCipher;
import org.session4j.protocol.message.Content;

class InboxMessageTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static BlindedMessageCipher cipher(Account account) {
        return BlindedMessageCipher.of15(account.ed25519KeyPair(), SERVER, CRYPTO);
    }

    @Property(tries = 50)
    void inbox_and_outbox_give_what_was_written_and_by_whom(
            @ForAll long person, @ForAll @StringLength(max = 400) String words) throws Exception {
        Account alice = account(person);
        BlindedMessageCipher sender = cipher(alice);
        BlindedMessageCipher recipient = cipher(account(person + 1));
        Content content = text("x" + words);
        byte[] encrypted = InboxMessage.encode(content, recipient.ownId(), sender, RANDOM);
        InboxMessage expected = new InboxMessage(alice.sessionId(), alice.ed25519PublicKey(), content);

        assertThat((encrypted.length - BlindedMessageCipher.OVERHEAD) % 160).isZero();
        assertThat(InboxMessage.decode(encrypted, sender.ownId(), recipient.ownId(), recipient))
                .isEqualTo(expected)
                .hasToString("InboxMessage");
        assertThat(InboxMessage.decode(encrypted, sender.ownId(), recipient.ownId(), sender))
                .isEqualTo(expected);
    }

    @Test
    void a_message_of_others_stays_closed_and_one_without_a_content_is_malformed() throws Exception {
        BlindedMessageCipher sender = cipher(account(1));
        BlindedMessageCipher recipient = cipher(account(2));
        byte[] encrypted = InboxMessage.encode(text("hello"), recipient.ownId(), sender, RANDOM);
        byte[] empty = sender.encrypt(new byte[] {(byte) 0xff}, recipient.ownId(), RANDOM);
        assertThatThrownBy(() -> {
                    InboxMessage unused =
                            InboxMessage.decode(encrypted, sender.ownId(), recipient.ownId(), cipher(account(3)));
                })
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> {
                    InboxMessage unused = InboxMessage.decode(empty, sender.ownId(), recipient.ownId(), recipient);
                })
                .isInstanceOf(MalformedDataException.class);
    }
}
