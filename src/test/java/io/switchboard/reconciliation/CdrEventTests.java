package io.switchboard.reconciliation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CdrEventTests {

	private static final Instant ENDED = Instant.parse("2026-04-28T08:46:13Z");

	@Test
	void an_answered_call_says_what_its_webhook_would_have_said() throws IOException {
		assertThat(event(Records.answered(7, ENDED).put("root_live_id", 4278000001L)))
			.isEqualTo(Records.JSON.readTree("""
					{"id":"reconciled.7","event_time":"2026-04-28 08:46:13","event_name":"call.hangup",
					 "call_id":4278000007,"state":"HANGUP","connected_at":"2026-04-28 08:45:15",
					 "start_time":"2026-04-28 08:45:05","context":"LOCAL_USER","destination":"in","duration":58,
					 "t_cause":"Normal Clearing","src":"447700900123","src_id":"0",
					 "src_name":"\\"447700900123\\" <447700900123>","dst":"2001","dst_id":"301","dst_name":"Support",
					 "root_call_id":4278000001,"final":true,"reconciled":true}"""));
	}

	@Test
	void a_missed_call_counts_from_its_beginning() {
		JsonNode event = event(Records.missed(7, ENDED));
		assertThat(event.path("duration").asInt()).isEqualTo(68);
		assertThat(event.path("connected_at").isNull()).isTrue();
		assertThat(event.path("root_call_id")).isEqualTo(event.path("call_id"));
	}

	@ParameterizedTest
	@CsvSource({ "M,CONNECTED,call.missed,in", "I,NO ANSWER,call.missed,in", "I,BUSY,call.missed,in",
			"i,failed,call.missed,in", "I,CONNECTED,call.hangup,in", "I,,call.hangup,in", "O,NO ANSWER,call.hangup,out",
			"O,BUSY,call.hangup,out", "O,CONNECTED,call.hangup,out", ",NO ANSWER,call.missed,in",
			"?,CONNECTED,call.hangup,in" })
	void type_and_disposition_tell_which_event_it_is(String type, String disposition, String name, String destination) {
		JsonNode event = event(
				Records.missed(7, ENDED).put("type", type).put("disposition", disposition).put("destination", "in"));
		assertThat(event.path("event_name").asText()).isEqualTo(name);
		assertThat(event.path("destination").asText()).isEqualTo(destination);
	}

	@Test
	void numbers_may_be_strings_and_all_that_is_not_needed_may_be_null() {
		ObjectNode cdr = Records.answered(7, ENDED);
		cdr.put("live_id", "4278000007").put("is_root", "1").put("duration", " 68").put("billsec", "58");
		assertThat(event(cdr)).isEqualTo(event(Records.answered(7, ENDED)));
		Set<String> needed = Set.of("id", "live_id", "calldate");
		List<String> others = new ArrayList<>();
		cdr.fieldNames().forEachRemaining(others::add);
		others.removeAll(needed);
		others.forEach(cdr::putNull);
		JsonNode event = event(cdr);
		assertThat(event.path("event_time")).isEqualTo(event.path("start_time"));
		assertThat(event.path("event_name").asText()).isEqualTo("call.hangup");
		assertThat(event.path("src").asText("?")).isEmpty();
		assertThat(event.path("src_id").isNull()).isTrue();
	}

	@Test
	void odd_lengths_make_no_odd_times() {
		ObjectNode cdr = Records.answered(7, ENDED).put("billsec", 500);
		assertThat(event(cdr).path("connected_at")).isEqualTo(event(cdr).path("start_time"));
		for (String odd : List.of("-5", "long", "1e99", "99999999999999999999", "1.5")) {
			JsonNode event = event(Records.missed(7, ENDED).put("duration", odd));
			assertThat(event.path("event_time")).as(odd).isEqualTo(event.path("start_time"));
		}
		cdr.putArray("src_name").add("x");
		assertThat(event(cdr).path("src_name").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{\"id\":1,\"live_id\":5}", "{\"id\":1,\"calldate\":\"2026-04-28 08:46:13\"}",
			"{\"id\":1,\"live_id\":0,\"calldate\":\"2026-04-28 08:46:13\"}",
			"{\"id\":1,\"live_id\":{},\"calldate\":\"2026-04-28 08:46:13\"}",
			"{\"id\":1,\"live_id\":5,\"calldate\":\"2026-02-30 08:46:13\"}",
			"{\"id\":\"a b\",\"live_id\":5,\"calldate\":\"2026-04-28 08:46:13\"}" })
	void what_does_not_say_which_call_or_when_is_no_record(String row) throws IOException {
		assertThat(Cdr.of(Records.JSON.readValue(row, Object.class))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "true,5,true", "1,6,true", "false,5,false", "0,,false", ",,true", ",5,true", ",6,false",
			"maybe,6,false" })
	void one_record_stands_for_the_call(String isRoot, Long root, boolean stands) {
		ObjectNode cdr = Records.missed(7, ENDED).put("live_id", 5).put("is_root", isRoot).put("root_live_id", root);
		assertThat(cdr(cdr).isRoot()).isEqualTo(stands);
	}

	private static Cdr cdr(ObjectNode row) {
		return Objects.requireNonNull(Cdr.of(Records.JSON.convertValue(row, Map.class)));
	}

	private static JsonNode event(ObjectNode row) {
		try {
			return Records.JSON.readTree(CdrEvent.of(cdr(row), "reconciled.7"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
