package org.example;

import io.switchboard.kit.Deliveries;
import io.switchboard.kit.RoutesTest;
import org.apache.camel.EndpointInject;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A route in Java, and one in YAML. */
@RoutesTest(settings = "destinations.sms-email=team@example.org")
@Import(KeyToSurveyRoute.class)
class OurRoutesTests {

	@Autowired
	Deliveries deliveries;

	@EndpointInject("mock:http:survey.example.org/grades")
	MockEndpoint survey;

	@EndpointInject("mock:smtp:mail-server")
	MockEndpoint mails;

	@Test
	void a_pressed_key_is_a_grade() throws Exception {
		this.survey.expectedBodiesReceived("{\"grade\": 4}");
		this.deliveries.deliver("key-to-survey", key("4"));
		this.survey.assertIsSatisfied();
	}

	@Test
	void any_other_key_is_none() throws Exception {
		this.survey.expectedMessageCount(0);
		this.deliveries.deliver("key-to-survey", key("#"));
		this.survey.assertIsSatisfied();
	}

	@Test
	void a_survey_that_is_away_is_a_failure_of_the_delivery() {
		this.survey.whenAnyExchangeReceived((exchange) -> {
			throw new java.net.ConnectException("refused");
		});
		assertThrows(java.net.ConnectException.class, () -> this.deliveries.deliver("key-to-survey", key("4")));
	}

	@Test
	void a_text_message_becomes_one_email() throws Exception {
		this.mails.expectedBodiesReceived("Please call me back");
		this.deliveries.deliver("sms-received-to-email", """
				{"id": "test.2", "event_name": "sms.received", "from_no": "447700900123", "text": "Please call me back"}
				""");
		this.mails.assertIsSatisfied();
		assertEquals("team@example.org", this.mails.getExchanges().get(0).getMessage().getHeader("To"));
		assertEquals("Text message from 447700900123",
				this.mails.getExchanges().get(0).getMessage().getHeader("Subject"));
	}

	private static String key(String key) {
		return """
				{"id": "test.1", "event_name": "call.dtmf", "call_id": 42, "src": "447700900123", "dtmf_tag": "%s"}
				""".formatted(key);
	}

}
