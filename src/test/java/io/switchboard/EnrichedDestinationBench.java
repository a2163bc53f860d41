package io.switchboard;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.routes.dryrun.DryRuns;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.awaitility.Awaitility.await;

/**
 * The routes that ask VoIPstudio's API or a CRM, with HTTP servers whose answers a test
 * sets.
 */
@SwitchboardTest
@TestPropertySource(properties = { "missed-call-sms-back.enabled=true", "vip-caller-transfer.enabled=true",
		"sms-received-to-reply.enabled=true", "vip-caller-transfer.numbers=+44 7700 900999, 020 7946 0999",
		"vip-caller-transfer.to=2002", "voipstudio.api.breaker-failures=0", "voipstudio.api.contacts-refresh=0s",
		"delivery.breaker-failures=0", "crm.token=crm-secret", "delivery.backoff=100ms", "calls.contact-names=false",
		"delivery.breaker-pause=300ms", "missed-call-sms-back.text=" + EnrichedDestinationBench.SORRY })
abstract class EnrichedDestinationBench {

	static final String SORRY = "Sorry, Roe & Daughters missed you, ours + more: 100% {x} {{y}} ${z} RAW(#1)?a=b;c 'q' \"w\"";

	static final String CRM = "/crm/activities?list=1&sp=%2Ftriggers%2Fx&sig=a%2Bb%3D%3D&se=2026-01-01T00%3A00";

	/** It runs as long as the application context that knows its port. */
	static final WireMockServer SERVER = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	static final String API = "/v1.2/voipstudio/";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

	@Autowired
	DryRuns dryRuns;

	@Autowired
	DemoMailServer mails;

	@Value("${data.dir}")
	Path data;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		SERVER.start();
		registry.add("voipstudio.api.url", () -> SERVER.baseUrl() + "/v1.2/voipstudio");
		registry.add("voipstudio.api.token", () -> "api-secret");
		registry.add("crm.url", () -> SERVER.baseUrl() + CRM);
	}

	@BeforeEach
	void answersWell() {
		SERVER.resetAll();
		answer(API + "cdrs",
				"{\"data\":[{\"id\":7,\"disposition\":\"CONNECTED\",\"duration\":68,\"billsec\":58,\"charge\":\"0.02\",\"t_cause\":\"Normal \\\"Clearing\\\"\"}],\"total\":1}");
		answer(API + "monitors", "{\"data\":[{\"id\":77,\"size\":9}],\"total\":1}");
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Jane\",\"last_name\":\"Roe\",\"tel\":\"07700 900123\"}],\"total\":1}");
		SERVER.stubFor(get(urlPathEqualTo(API + "monitors/77.mp3")).willReturn(aResponse().withBody("the audio")));
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).willReturn(aResponse().withStatus(201)));
		SERVER.stubFor(post(urlPathEqualTo(API + "sms"))
			.willReturn(aResponse().withStatus(201).withBody("{\"data\":{\"id\":5}}")));
		// requests of an earlier test may still arrive
		await().until(
				() -> this.jdbc.queryForObject("select count(*) from delivery where status in ('pending', 'retrying')",
						Integer.class) == 0);
		SERVER.resetRequests();
	}

	static void answer(String path, String json) {
		SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withBody(json)));
	}

	static void verifyTexts(int times, String number) {
		SERVER.verify(times, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$.to", equalTo(number))));
	}

	JsonNode mail(ObjectNode event) {
		for (JsonNode mail : this.client.data("/api/mailbox")) {
			if (mail.path("text").asText().contains("/calls/" + event.path("call_id").asText())) {
				return mail;
			}
		}
		throw new AssertionError("no mail of that call");
	}

	ObjectNode deliver(ObjectNode event) {
		this.client.accept(event);
		this.client.delivered(event.path("id").asText());
		return event;
	}

	JsonNode delivery(String id, String route) {
		return this.client.deliveries(id)
			.stream()
			.filter((each) -> each.path("route").asText().equals(route))
			.findFirst()
			.orElseThrow();
	}

}
