package org.session4j.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;

class ConfigDictTest {

    private static final Bytes A = Bytes.utf8("a");
    private static final Bytes B = Bytes.utf8("b");
    private static final Bytes C = Bytes.utf8("c");

    @Test
    void aDictComesIntoBeingWhenSomethingIsSetInIt() {
        ConfigDict data = ConfigDict.empty().edit(edit -> edit.dict(A).dict(B).set(C, 7));

        assertThat(data.dict(A).dict(B).integer(C)).hasValue(7);
        assertThat(ConfigDict.empty().edit(edit -> edit.dict(A).dict(B)).isEmpty())
                .isTrue();
    }

    @Test
    void whatHoldsNothingAnyMoreGoesAwayWithAllAroundIt() {
        ConfigDict data = ConfigDict.empty().edit(edit -> {
            edit.dict(A).dict(B).set(C, 7);
            edit.insert(B, List.of(new ConfigInteger(1)));
        });

        ConfigDict erased = data.edit(edit -> {
            edit.dict(A).dict(B).erase(C);
            edit.remove(B, List.of(new ConfigInteger(1)));
        });

        assertThat(erased).isEqualTo(ConfigDict.empty());
        assertThat(data.dict(A).dict(B).integer(C)).hasValue(7);
    }

    @Test
    void aKeyThatChangesItsKindLosesWhatItWas() {
        ConfigDict scalar = ConfigDict.empty().edit(edit -> edit.set(A, Bytes.utf8("text")));

        assertThat(scalar.edit(edit -> edit.dict(A).set(B, 1)).dict(A).integer(B))
                .hasValue(1);
        assertThat(scalar.edit(edit -> edit.insert(A, List.of(new ConfigInteger(1))))
                        .set(A)
                        .values())
                .containsExactly(new ConfigInteger(1));
        assertThat(scalar.edit(edit -> edit.remove(A, List.of(new ConfigInteger(1)))))
                .isEqualTo(ConfigDict.empty());
    }

    @Test
    void erasingWithinAScalarLeavesIt() {
        ConfigDict scalar = ConfigDict.empty().edit(edit -> edit.set(A, 5));

        assertThat(scalar.edit(edit -> edit.dict(A).erase(B))).isSameAs(scalar);
    }

    @Test
    void theLastOfSeveralChangesToOneKeyCounts() {
        ConfigDict data = ConfigDict.empty().edit(edit -> {
            edit.dict(A).set(B, 1);
            edit.set(A, 2);
            edit.dict(A).set(C, 3);
            edit.dict(B).set(C, 4);
            edit.erase(B);
        });

        assertThat(data.entries()).containsOnlyKeys(A);
        assertThat(data.dict(A).entries()).containsOnlyKeys(C);
    }

    @Test
    void integersOfASetStandBeforeItsByteStrings() {
        ConfigDict data = ConfigDict.empty()
                .edit(edit -> edit.insert(
                        A,
                        List.of(
                                ConfigString.utf8("b"),
                                new ConfigInteger(42),
                                ConfigString.utf8("a"),
                                new ConfigInteger(-1))));

        assertThat(data.set(A).values())
                .containsExactly(
                        new ConfigInteger(-1), new ConfigInteger(42), ConfigString.utf8("a"), ConfigString.utf8("b"));
    }

    @Test
    void whatIsOfAnotherKindReadsAsIfItWereNotThere() {
        ConfigDict data = ConfigDict.empty().edit(edit -> edit.set(A, 5));

        assertThat(data.string(A)).isEmpty();
        assertThat(data.dict(A).isEmpty()).isTrue();
        assertThat(data.set(A).isEmpty()).isTrue();
        assertThat(data.integer(B)).isEmpty();
    }
}
