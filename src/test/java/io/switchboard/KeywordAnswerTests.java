package io.switchboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers to text messages with a keyword, and STOP. */
class KeywordAnswerTests extends EnrichedDestinationBench {

	private ObjectNode text(String from, String text) {
		return Samples.read("sms-received-to-reply").put("from_no", from).put("text", text);
	}

	@Test
	void a_text_with_a_keyword_is_answered_once_whatever_comes_again() {
		ObjectNode first = this.client.accept(text("447700900401", "Wann sind Ihre ÖFFNUNGSZEITEN?"));
		String id = first.path("id").asText();
		this.client.delivered(id);
		assertThat(this.client.post(first.toString()).path("status").asText()).isEqualTo("duplicate");
		deliver(first.deepCopy());
		verifyTexts(1, "447700900401");
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				matchingJsonPath("$.message", equalTo("We are there on Mondays to Fridays from 9:00 to 17:30."))));
		long delivery = this.jdbc.queryForObject("""
				select d.id from delivery d join event e on e.seq = d.event_seq
				where e.id = ? and d.route = 'sms-received-to-reply'""", Long.class, id);
		this.client.act("deliveries/" + delivery + "/redeliver", "");
		this.client.delivered(id);
		verifyTexts(1, "447700900401");
	}

	@Test
	void two_robots_stop_each_other() {
		String from = "447700900402";
		for (int i = 0; i < 8; i++) {
			deliver(text(from, "Which hours do you mean? " + i));
		}
		verifyTexts(3, from);
		deliver(text("447700900403", "Automatic reply: our hours are 9 to 5"));
		deliver(text("447700900403", "You wrote: We are there on Mondays to Fridays from 9:00 to 17:30. Our hours?"));
		deliver(text("441183211001", "Your hours?"));
		SERVER.verify(3, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "60300", "ACME", "anonymous", "", "266696687", "+448701234567", "449012345678" })
	void nobody_answers_a_short_code_a_word_a_withheld_number_or_one_that_costs(String from) {
		deliver(text(from, "hours"));
		deliver(text(from, "STOP"));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@Test
	void who_said_stop_gets_no_text_from_any_route_until_start() {
		String number = "447700900405";
		deliver(text(number, "Stop."));
		verifyTexts(1, number);
		deliver(text(number, "stop please").put("event_time", "2026-04-28 08:50:00"));
		deliver(text(number, "hours").put("event_time", "2026-04-28 08:51:00"));
		deliver(Samples.read("missed-call-sms-back").put("src", "07700 900405"));
		verifyTexts(1, number);
		assertThat(this.jdbc.queryForObject("select withheld from text_stop where number = '+447700900405'",
				Integer.class))
			.isOne();
		deliver(text(number, "START").put("event_time", "2026-04-28 08:52:00"));
		verifyTexts(2, number);
		deliver(Samples.read("missed-call-sms-back").put("src", number).put("event_time", "2026-04-30 20:00:00"));
		verifyTexts(3, number);
	}

}
