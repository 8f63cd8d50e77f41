package org.session4j.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

class ConfigDocumentTest {

    private static final Bytes NAME = Bytes.utf8("n");

    private final Crypto crypto = Crypto.get();
    private final Ed25519KeyPair group = Ed25519KeyPair.ofSeed(new byte[32], crypto);
    private final ConfigDocument fresh = ConfigDocument.create(ConfigType.USER_PROFILE, ConfigAuthor.account(crypto));

    @Test
    void settingWhatIsSetAlreadyIsNoChange() {
        ConfigDocument named = fresh.edit(data -> data.set(NAME, Bytes.utf8("Ada")));

        assertThat(named.needsPush()).isTrue();
        assertThat(named.edit(data -> data.set(NAME, Bytes.utf8("Ada")))).isSameAs(named);
        assertThat(fresh.edit(data -> data.erase(NAME))).isSameAs(fresh);
        assertThat(fresh.needsPush()).isFalse();
    }

    @Test
    void aMemberWithoutTheKeyOfTheGroupCannotEdit() {
        ConfigDocument info =
                ConfigDocument.create(ConfigType.GROUP_INFO, ConfigAuthor.groupMember(group.publicKey(), crypto));

        assertThat(info.canEdit()).isFalse();
        assertThatThrownBy(() -> info.edit(data -> data.set(NAME, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(info::markChanged).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDocumentHasAnAuthorOfItsKind() {
        ConfigAuthor account = ConfigAuthor.account(crypto);
        ConfigAuthor admin = ConfigAuthor.groupAdmin(group, crypto);

        assertThatThrownBy(() -> ConfigDocument.create(ConfigType.GROUP_MEMBERS, account))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfigDocument.create(ConfigType.CONTACTS, admin))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
