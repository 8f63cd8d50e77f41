package org.session4j.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;

class ProfileTest {

    private static final String URL = "http://filev2.getsession.org/file/1234";
    private static final Bytes KEY = Bytes.of(new byte[32]);

    @Test
    void aLongNameIsCutAtACharacterBoundary() throws Exception {
        assertThat(read(name("n".repeat(500)), null).displayName()).isEqualTo("n".repeat(100));
        assertThat(read(name("n" + "😂".repeat(50)), null).displayName()).isEqualTo("n" + "😂".repeat(24));
    }

    @Test
    void aNameIsFreedOfWhatIsNotShown() throws Exception {
        String written = " \u0000A\nl\u2028i\u202ece\u0007\u2066 ";

        assertThat(read(name(written), null).displayName()).isEqualTo("Alice");
        assertThat(read(name(" \u0001\u202e "), null).displayName()).isNull();
    }

    @Test
    void aPictureWithoutAGoodKeyCountsAsRemoved() throws Exception {
        for (Bytes key : new Bytes[] {null, Bytes.empty(), Bytes.of(new byte[7]), Bytes.of(new byte[33])}) {
            Profile profile = read(picture(URL), key);
            assertThat(profile.removesPicture()).isTrue();
            assertThat(profile.pictureKey()).isNull();
        }
        assertThat(read(picture(""), KEY).removesPicture()).isTrue();
        assertThat(read(picture(URL), KEY).pictureKey()).isEqualTo(KEY);
    }

    @Test
    void aPictureThatLiesOnNoFileServerCountsAsNotMentioned() throws Exception {
        for (String url : List.of(
                "file:///etc/passwd", "http://a.example/x/y/z", "ftp://a.example/file/1", URL + "x".repeat(200))) {
            Profile profile = read(picture(url), KEY);
            assertThat(profile.pictureUrl()).isNull();
            assertThat(profile.pictureKey()).isNull();
        }
    }

    @Test
    void noProfileIsNotAnEmptyProfile() throws Exception {
        Content none = TextMessage.of("x").toContent(Instant.EPOCH);
        Content empty = TextMessage.builder("x")
                .profile(new Profile(null, null, null, null))
                .build()
                .toContent(Instant.EPOCH);

        assertThat(Message.of(none).profile()).isNull();
        assertThat(Message.of(empty).profile()).isEqualTo(new Profile(null, null, null, null));
    }

    @Test
    void aTimeBeyondAllBoundsDoesNotSpoilTheMessage() throws Exception {
        assertThat(read(new LokiProfile(null, null, -1L), null).lastUpdate())
                .isEqualTo(Instant.ofEpochSecond(Instant.MAX.getEpochSecond()));
    }

    @Test
    void aProfileThatAppsWouldNotTakeOverIsNotMade() {
        List<ThrowingCallable> profiles = List.of(
                () -> Profile.of("Å".repeat(51)),
                () -> Profile.of(""),
                () -> Profile.of(" Alice"),
                () -> Profile.of("Al\nice"),
                () -> new Profile(null, null, KEY, null),
                () -> new Profile(null, "", KEY, null),
                () -> new Profile(null, URL, null, null),
                () -> new Profile(null, URL, Bytes.of(new byte[16]), null),
                () -> new Profile(null, "http://a.example/picture", KEY, null),
                () -> new Profile(null, "http://a.example/file/" + "1".repeat(223), KEY, null),
                () -> Profile.of("Alice").withLastUpdate(Instant.ofEpochSecond(-1)));

        assertThat(profiles)
                .allSatisfy(profile -> assertThatThrownBy(profile).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void onlyANewerProfileIsTakenOverUnlessNobodySaysWhen() {
        Profile timeless = Profile.of("Alice");
        Profile dated = timeless.withLastUpdate(Instant.ofEpochSecond(9));

        assertThat(timeless.supersedes(null)).isTrue();
        assertThat(timeless.supersedes(Instant.ofEpochSecond(1))).isFalse();
        assertThat(dated.supersedes(null)).isTrue();
        assertThat(dated.supersedes(Instant.ofEpochSecond(8))).isTrue();
        assertThat(dated.supersedes(Instant.ofEpochSecond(9))).isFalse();
    }

    private static LokiProfile name(String name) {
        return new LokiProfile(name, null, null);
    }

    private static LokiProfile picture(String url) {
        return new LokiProfile(null, url, null);
    }

    private static Profile read(LokiProfile profile, @Nullable Bytes key) throws Exception {
        Content content = Content.builder()
                .dataMessage(DataMessage.builder()
                        .body("x")
                        .profileKey(key)
                        .profile(profile)
                        .build())
                .build();
        return Message.of(Content.decode(content.encode())).profile();
    }
}
