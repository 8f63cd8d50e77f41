package org.session4j.swarm.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.push.PushAnswer.Change;
import org.session4j.swarm.push.PushAnswer.Done;
import org.session4j.swarm.push.PushAnswer.Reason;
import org.session4j.swarm.push.PushAnswer.Refused;

class PushAnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'success':true,'added':true,'message':'x'} | ADDED",
                "{'success':true,'updated':true} | UPDATED",
                "{'success':true,'removed':true,'other':{}} | REMOVED",
                "{'success':true,'removed':false} | NONE"
            })
    void what_was_done_is_told(String json, Change change) throws Exception {
        assertThat(PushAnswer.decode(utf8(json))).isEqualTo(new Done(change));
    }

    @ParameterizedTest
    @CsvSource({"1, BAD_INPUT", "2, SERVICE_UNAVAILABLE", "3, TIMEOUT", "4, OTHER", "77, OTHER"})
    void why_it_was_refused_is_told(int error, Reason reason) throws Exception {
        assertThat(PushAnswer.decode(utf8("{'error':" + error + ",'message':'x'}")))
                .isEqualTo(new Refused(reason, error));
    }

    @Test
    void answers_to_a_list_come_in_its_order() throws Exception {
        assertThat(PushAnswer.decodeAll(utf8("[{'error':3},{'success':true,'added':true}]")))
                .containsExactly(new Refused(Reason.TIMEOUT, 3), new Done(Change.ADDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "1", "{'success':false}", "{'error':'x'}", "{'success':'x'}", "{'error':1"})
    void anything_else_is_malformed(String json) {
        assertThatThrownBy(() -> {
                    PushAnswer unused = PushAnswer.decode(utf8(json));
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Property(tries = 1000)
    void any_bytes_are_an_answer_or_malformed(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> {
                    PushAnswer unused = PushAnswer.decode(Bytes.of(bytes));
                })
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> {
                    var unused = PushAnswer.decodeAll(Bytes.of(bytes));
                })
                .isInstanceOf(MalformedDataException.class);
    }

    private static Bytes utf8(String json) {
        return Bytes.utf8(json.replace('\'', '"'));
    }
}
