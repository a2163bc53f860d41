package io.switchboard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.voipstudio.api.TextSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** The text message to a caller who was missed outside opening hours. */
class MissedCallTextTests extends EnrichedDestinationBench {

	@Autowired
	ConfigurableApplicationContext application;

	@Test
	void a_caller_missed_outside_hours_gets_one_text_a_day() {
		ObjectNode first = Samples.read("missed-call-sms-back").put("src", "447700900301");
		deliver(first.deepCopy());
		deliver(first.deepCopy());
		assertThat(whyNot(deliver(first.deepCopy().put("event_time", "2026-04-28 21:00:00"))))
			.isEqualTo("delivered: the number has its text of this day already");
		verifyTexts(1, "447700900301");
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$.message", equalTo(SORRY))));
		deliver(first.deepCopy().put("event_time", "2026-04-29 19:00:00"));
		verifyTexts(2, "447700900301");
		assertThat(
				whyNot(deliver(first.deepCopy().put("src", "447700900302").put("event_time", "2026-04-28 10:00:00"))))
			.isEqualTo("delivered: the call came within the opening hours");
		verifyTexts(0, "447700900302");
		assertThat(whyNot(deliver(first.deepCopy().put("src", ""))))
			.isEqualTo("delivered: no text can go to the caller's number");
	}

	/** The reason in the API, on the delivery's page and in its attempt. */
	private String whyNot(ObjectNode event) {
		JsonNode delivery = delivery(event.path("id").asText(), "missed-call-sms-back");
		JsonNode alone = this.client.data("/api/deliveries/" + delivery.path("id"));
		JsonNode attempt = alone.path("history").get(0);
		assertThat(attempt.path("outcome")).isEqualTo(alone.path("status")).isEqualTo(delivery.path("status"));
		assertThat(attempt.path("error").isNull() && alone.path("last_error").isNull()).isTrue();
		assertThat(attempt.path("skipped")).isEqualTo(alone.path("skipped")).isEqualTo(delivery.path("skipped"));
		assertThat(this.client.data("/api/deliveries?status=skipped")).extracting((each) -> each.path("id").asLong())
			.contains(delivery.path("id").asLong());
		assertThat(this.client.data("/api/deliveries?status=delivered")).extracting((each) -> each.path("id").asLong())
			.contains(delivery.path("id").asLong());
		return delivery.path("status").asText() + ": " + delivery.path("skipped").asText();
	}

	@Test
	void a_text_that_was_refused_for_now_is_sent_later_and_once() {
		SERVER.stubFor(post(urlPathEqualTo(API + "sms")).inScenario("sms")
			.willReturn(aResponse().withStatus(503))
			.willSetStateTo("works"));
		SERVER.stubFor(post(urlPathEqualTo(API + "sms")).inScenario("sms")
			.whenScenarioStateIs("works")
			.willReturn(aResponse().withStatus(201).withBody("{\"data\":{\"id\":5}}")));
		deliver(Samples.read("missed-call-sms-back").put("src", "447700900303"));
		verifyTexts(2, "447700900303");
	}

	/** The text promises a call back, so it must not close the follow-up. */
	@Test
	void an_automatic_text_is_no_call_back_and_one_that_a_route_sends_is() {
		List<TextSent> callsBack = new CopyOnWriteArrayList<>();
		this.application.addApplicationListener((PayloadApplicationEvent<?> event) -> {
			if (event.getPayload() instanceof TextSent text) {
				callsBack.add(text);
			}
		});
		deliver(Samples.read("missed-call-sms-back").put("src", "447700900304"));
		verifyTexts(1, "447700900304");
		this.camel.createFluentProducerTemplate()
			.to("kamelet:voipstudio-sms-sink?to=447700900305&message=hello")
			.request();
		assertThat(callsBack).extracting(TextSent::to).containsExactly("447700900305");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "anonymous", "Restricted", "Unavailable", "Private", "Unknown", "266696687",
			"+7378742833", "sip:anonymous@anonymous.invalid", "sip:266696687@10.0.0.5:5060" })
	void who_withholds_the_number_is_shown_so_and_gets_no_text_no_look_up_and_no_contact(String src) throws Exception {
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Bosch\",\"tel\":\"%s\"}],\"total\":1}".formatted(src));
		int before = this.mails.messages().size();
		deliver(Samples.read("missed-call-sms-back").put("src", src));
		deliver(Samples.read("queue-missed-call-to-email").put("src", src).put("event_time", "2026-04-28 19:00:00"));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
		SERVER.verify(0, getRequestedFor(urlPathEqualTo(API + "contacts")));
		SERVER.verify(2,
				postRequestedFor(urlPathEqualTo("/crm/activities"))
					.withRequestBody(matchingJsonPath("$.from", equalTo("")))
					.withRequestBody(matchingJsonPath("$.contact", equalTo(""))));
		assertThat(this.mails.messages().subList(before, this.mails.messages().size()))
			.anySatisfy((mail) -> assertThat(mail.getSubject()).startsWith("Missed call from withheld number"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "112", "60777", "0000000000", "+44 9098790000", "442033000800123456", "08001111",
			"0906 1234567" })
	void nobody_texts_a_short_code_or_a_number_that_charges_or_takes_none(String src) {
		deliver(Samples.read("missed-call-sms-back").put("src", src));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sip:447700900%d@10.0.0.5:5060", "tel:+44-7700-900%d;ext=12", "+44 (0)7700 900%d",
			"07700900%d#7" })
	void a_number_in_any_spelling_gets_its_text_once_a_day_and_its_contact(String spelling) {
		int end = 310 + spelling.length();
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Bosch\",\"tel\":\"07700 900%d\"}],\"total\":1}".formatted(end));
		deliver(Samples.read("missed-call-sms-back").put("src", spelling.formatted(end)));
		deliver(Samples.read("missed-call-sms-back").put("src", "447700900" + end));
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")));
		SERVER.verify(2, postRequestedFor(urlPathEqualTo("/crm/activities"))
			.withRequestBody(matchingJsonPath("$.contact", equalTo("Bosch"))));
	}

}
