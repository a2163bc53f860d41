package io.switchboard.oauth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.switchboard.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Tokens are fetched, kept and renewed. */
class AccessTokensTests {

	private final WireMockServer endpoint = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private final Moving clock = new Moving();

	@BeforeEach
	void start() {
		this.endpoint.start();
		answer("one", ",\"expires_in\":3600");
	}

	@AfterEach
	void stop() {
		this.endpoint.stop();
	}

	private void answer(String token, String more) {
		this.endpoint.stubFor(
				any(anyUrl()).willReturn(aResponse().withBody("{\"access_token\":\"%s\"%s}".formatted(token, more))));
	}

	private AccessTokens tokens(OAuthClient client) {
		return new AccessTokens(Map.of("it", client), TokenMemory.NONE, this.clock);
	}

	private OAuthClient client(OAuthClient.Grant grant, boolean basic, String refreshToken, String keyFile) {
		return new OAuthClient(this.endpoint.baseUrl() + "/token", grant, "me & you", "s3cret:", "mail", basic,
				refreshToken, keyFile, "box@x.test", Map.of("audience", "api"), null);
	}

	private LoggedRequest asked() {
		return this.endpoint.findAll(postRequestedFor(anyUrl())).get(0);
	}

	private static String field(LoggedRequest request, String name) {
		return request.formParameters().get(name).firstValue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			,"expires_in":3600 | 3250  | 3305
			,"expires_in":60   | 53    | 55
			''                 | 500   | 545
			""")
	void a_token_is_kept_until_shortly_before_it_ends(String more, int good, int late) {
		answer("one", more);
		AccessTokens tokens = tokens(client(null, false, null, null));
		assertThat(tokens.token("it")).isEqualTo("one");
		answer("two", more);
		this.clock.now = Instant.EPOCH.plusSeconds(good);
		assertThat(tokens.token("it")).isEqualTo("one");
		this.clock.now = Instant.EPOCH.plusSeconds(late);
		assertThat(tokens.token("it")).isEqualTo("two");
	}

	@Test
	void many_that_want_one_at_once_ask_once() throws Exception {
		AccessTokens tokens = tokens(client(null, false, null, null));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			threads.invokeAll(IntStream
				.range(0, 40).<java.util.concurrent.Callable<String>>mapToObj((i) -> () -> tokens.token("it"))
				.toList());
		}
		finally {
			threads.shutdown();
		}
		this.endpoint.verify(1, postRequestedFor(anyUrl()));
	}

	@Test
	void what_was_refused_is_forgotten_and_what_came_meanwhile_stays() {
		AccessTokens tokens = tokens(client(null, false, null, null));
		tokens.token("it");
		answer("two", "");
		tokens.refused("it", "an older one");
		assertThat(tokens.token("it")).isEqualTo("one");
		tokens.refused("it", "one");
		assertThat(tokens.token("it")).isEqualTo("two");
	}

	@Test
	void a_client_is_named_in_the_form_or_in_the_header() {
		tokens(client(OAuthClient.Grant.CLIENT_CREDENTIALS, false, null, null)).token("it");
		assertThat(field(asked(), "client_id")).isEqualTo("me & you");
		assertThat(field(asked(), "audience")).isEqualTo("api");
		assertThat(asked().containsHeader("Authorization")).isFalse();
		this.endpoint.resetRequests();
		tokens(client(OAuthClient.Grant.CLIENT_CREDENTIALS, true, null, null)).token("it");
		assertThat(asked().formParameters()).doesNotContainKey("client_id");
		assertThat(new String(Base64.getDecoder().decode(asked().getHeader("Authorization").substring(6)),
				StandardCharsets.UTF_8))
			.isEqualTo("me+%26+you:s3cret%3A");
	}

	@Test
	void a_refresh_token_is_exchanged() {
		assertThat(tokens(client(OAuthClient.Grant.REFRESH_TOKEN, false, "1//refresh", null)).token("it"))
			.isEqualTo("one");
		assertThat(field(asked(), "grant_type")).isEqualTo("refresh_token");
		assertThat(field(asked(), "refresh_token")).isEqualTo("1//refresh");
	}

	@Test
	void a_service_account_signs_what_it_wants(@TempDir Path folder) throws Exception {
		KeyPair pair = TestKeys.RSA.pair();
		ObjectMapper json = new ObjectMapper();
		String pem = "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----\n";
		Path file = Files.writeString(folder.resolve("key.json"),
				json.writeValueAsString(Map.of("client_email", "robot@project.test", "private_key", pem,
						"private_key_id", "7", "token_uri", "https://oauth2.example.org/token")));
		tokens(client(OAuthClient.Grant.SERVICE_ACCOUNT, false, null, file.toString())).token("it");
		assertThat(field(asked(), "grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
		List<String> parts = List.of(field(asked(), "assertion").split("\\."));
		JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts.get(1)));
		assertThat(claims.path("iss").asText()).isEqualTo("robot@project.test");
		assertThat(claims.path("sub").asText()).isEqualTo("box@x.test");
		assertThat(claims.path("scope").asText()).isEqualTo("mail");
		assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(pair.getPublic());
		signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
		assertThat(signature.verify(Base64.getUrlDecoder().decode(parts.get(2)))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			http://login.example.org/token  | id | secret | oauth.it.token-url must begin with https://
			-                               | id | secret | oauth.it.token-url is missing
			https://login.example.org/token | -  | secret | oauth.it.client-id is missing
			https://login.example.org/token | id | -      | oauth.it.client-secret is missing
			""")
	void what_is_missing_is_told_at_the_start(String url, String id, String secret, String told) {
		OAuthClient client = new OAuthClient(url, null, id, secret, null, false, null, null, null, null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> tokens(client)).withMessageContaining(told);
	}

	private static final class Moving extends Clock {

		private Instant now = Instant.EPOCH;

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public String toString() {
			return "Moving[" + Duration.between(Instant.EPOCH, this.now) + "]";
		}

	}

}
