package io.switchboard.console.login;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.console.login.LoginSettings.Oidc;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An identity provider whose answer never ends. */
class ProviderCallsTests {

	private static final long LONG = 100L * 1024 * 1024;

	private static final String TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.e30.c2ln";

	private final AtomicLong sent = new AtomicLong();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final CountDownLatch gone = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ProviderCalls calls = new ProviderCalls(
			new LoginSettings(List.of(), new Oidc("roles", "", Duration.ofSeconds(1))));

	private HttpServer server;

	private boolean drips;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.stopped.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "CONFIGURATION,false", "CONFIGURATION,true", "KEYS,false", "KEYS,true", "TOKEN,false", "TOKEN,true",
			"PERSON,false", "PERSON,true" })
	void no_answer_is_read_without_an_end(Question question, boolean drips) throws Exception {
		this.drips = drips;
		assertThatThrownBy(asked(question)).isInstanceOf(RuntimeException.class);
		assertThat(this.gone.await(3, TimeUnit.MINUTES)).as("the provider is hung up on").isTrue();
		assertThat(this.sent.get()).isLessThan(LONG / 2);
	}

	@Test
	void a_provider_that_does_not_answer_in_time_is_told_with_the_setting() {
		this.drips = true;
		assertThatThrownBy(() -> ProviderRegistrations.said(url(), this.calls)).isInstanceOf(ProviderTrouble.class)
			.hasMessageContaining("GET " + url())
			.hasMessageContaining("no answer within 1s (console.oidc.timeout)")
			.matches((failure) -> ((ProviderTrouble) failure).isAway());
		this.server.stop(0);
		assertThatThrownBy(() -> ProviderRegistrations.said(url(), this.calls)).isInstanceOf(ProviderTrouble.class)
			.hasMessageContaining("no connection could be made");
		assertThatThrownBy(() -> ProviderRegistrations.said("http://nobody.invalid/", this.calls))
			.isInstanceOf(ProviderTrouble.class)
			.hasMessageContaining("its host name is not known");
	}

	@Test
	void a_provider_that_comes_late_is_asked_again_but_not_by_all() {
		AtomicLong now = new AtomicLong();
		AtomicLong asked = new AtomicLong();
		ProviderClient late = new ProviderClient("my-staff", null, "http://localhost", () -> {
			if (asked.incrementAndGet() < 2) {
				throw ProviderTrouble.away("away", null);
			}
			return client();
		}, now::get);
		assertThatThrownBy(late::get).hasMessage("away");
		assertThatThrownBy(late::get).hasMessage("away");
		assertThat(asked).hasValue(1);
		assertThat(late.known()).isNull();
		assertThat(late.name()).isEqualTo("My staff");
		now.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(late.get()).isSameAs(late.get());
		assertThat(asked).hasValue(2);
	}

	private enum Question {

		CONFIGURATION, KEYS, TOKEN, PERSON

	}

	private ThrowingCallable asked(Question question) {
		ClientRegistration client = client();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "token", Instant.now(),
				Instant.now().plusSeconds(60));
		return switch (question) {
			case CONFIGURATION -> () -> this.calls.configuration(URI.create(url() + "/configuration"));
			case KEYS -> () -> this.calls.createDecoder(client).decode(TOKEN);
			case TOKEN -> () -> this.calls.tokens()
				.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(client, exchange(client)));
			case PERSON -> () -> this.calls.people().loadUser(new OAuth2UserRequest(client, token));
		};
	}

	private static OAuth2AuthorizationExchange exchange(ClientRegistration client) {
		String redirect = "http://localhost/login";
		return new OAuth2AuthorizationExchange(OAuth2AuthorizationRequest.authorizationCode()
			.clientId(client.getClientId())
			.authorizationUri(client.getProviderDetails().getAuthorizationUri())
			.redirectUri(redirect)
			.state("state")
			.build(), OAuth2AuthorizationResponse.success("code").redirectUri(redirect).state("state").build());
	}

	private ClientRegistration client() {
		return ClientRegistration.withRegistrationId("staff")
			.clientId("switchboard")
			.clientSecret("secret")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/login")
			.authorizationUri(url() + "/authorize")
			.tokenUri(url() + "/token")
			.jwkSetUri(url() + "/keys")
			.userInfoUri(url() + "/person")
			.userNameAttributeName("sub")
			.build();
	}

	private String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** A JSON text without an end. */
	private void answer(HttpExchange exchange) {
		byte[] part = "x".repeat(this.drips ? 1 : 64 * 1024).getBytes();
		try (OutputStream body = body(exchange)) {
			body.write("{\"sub\":\"".getBytes());
			while (this.sent.get() < LONG && !(this.drips && this.stopped.await(100, TimeUnit.MILLISECONDS))) {
				body.write(part);
				body.flush();
				this.sent.addAndGet(part.length);
			}
		}
		catch (IOException ex) {
			this.gone.countDown();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static OutputStream body(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, 0);
		return exchange.getResponseBody();
	}

}
