package io.switchboard.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Kamelets of Apache's catalogue, unchanged, in routes of ours. */
class CatalogueKameletsTests {

	private static final Path CATALOGUE = Path.of("target/catalogue/kamelets").toAbsolutePath();

	private static final String ROUTE = """
			- route:
			    id: try
			    from:
			      uri: durable:try
			      steps:
			        - to: {uri: "kamelet:simple-filter-action", parameters: {expression: "%s"}}
			        - to: {uri: "kamelet:json-serialize-action"}
			        - to: {uri: "kamelet:insert-header-action", parameters: {name: X-Team, value: "Sales & more; 50%% + {x}"}}
			        - to: {uri: "kamelet:log-sink", parameters: {loggerName: catalogue, showHeaders: true}}
			        - to: {uri: "kamelet:http-secured-sink", parameters: {url: "%s/in?a=b&sig=c%%2Fd%%25", method: PUT, authMethod: Basic, authenticationPreemptive: true, authUsername: me, authPassword: "p&q=r%%41+ {x}"}}
			""";

	private static final String MAIL = """
			- route:
			    id: try
			    from:
			      uri: durable:try
			      steps:
			        - setBody: {simple: "${body[text]}"}
			        - to:
			            uri: kamelet:mail-sink
			            parameters: {connectionHost: 127.0.0.1, connectionPort: %d, username: u, password: "p&q=r", from: a@example.org, to: b@example.org, subject: "Q&A: 50%% + more"}
			""";

	private static final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final GreenMail mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

	@BeforeAll
	static void start() {
		server.start();
		server.stubFor(any(anyUrl()).willReturn(ok()));
		mails.setUser("b@example.org", "u", "p&q=r");
		mails.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
		mails.stop();
	}

	@Test
	void an_event_goes_through_them_and_arrives_with_values_as_they_were_written() throws Exception {
		assertThat(run(ROUTE.formatted("${variable.event_name} != 'sms.received'", server.baseUrl()))).isNull();
		server.verify(1,
				putRequestedFor(urlEqualTo("/in?a=b&sig=c%2Fd%25"))
					.withHeader("X-Team", equalTo("Sales & more; 50% + {x}"))
					.withBasicAuth(new BasicCredentials("me", "p&q=r%41+ {x}"))
					.withRequestBody(matchingJsonPath("$.text", equalTo("Please call me back"))));
		server.resetRequests();
		assertThat(run(ROUTE.formatted("${variable.event_name} == 'sms.received'", server.baseUrl()))).isNull();
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	@Test
	void a_mail_is_sent() throws Exception {
		assertThat(run(MAIL.formatted(mails.getSmtp().getPort()))).isNull();
		assertThat(mails.getReceivedMessages()).singleElement().satisfies((mail) -> {
			assertThat(mail.getSubject()).isEqualTo("Q&A: 50% + more");
			assertThat(mail.getContent().toString().strip()).isEqualTo("Please call me back");
		});
	}

	/** Its failure, or null. */
	private static Exception run(String route) throws Exception {
		try (DestinationBench bench = new DestinationBench(Duration.ofSeconds(20), Map.of(), Map.of(), CATALOGUE,
				route)) {
			Exchange exchange = bench.run("try", DestinationBench.sample("sms-received-to-email"), Set.of());
			return exchange.getException();
		}
	}

}
