package io.switchboard.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.RateLimitText;
import io.switchboard.failure.SignInRefused;
import io.switchboard.text.Readable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests tokens of an endpoint (RFC 6749). A failure means either that a setting must
 * be corrected, or that the endpoint is away.
 */
final class TokenEndpoint {

	private static final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);

	private static final Duration CONNECT = Duration.ofSeconds(10);

	private static final Duration ANSWER = Duration.ofSeconds(20);

	private static final int MOST = 64 * 1024;

	private static final int LONGEST_REASON = 200;

	/** Errors of RFC 6749 that are temporary. */
	private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");

	private final ObjectMapper json = new ObjectMapper();

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

	private final Clock clock;

	private final Duration patience;

	TokenEndpoint(Clock clock) {
		this(clock, ANSWER);
	}

	/** {@code patience}: how long it may take to begin its answer, and to end it. */
	TokenEndpoint(Clock clock, Duration patience) {
		this.clock = clock;
		this.patience = patience;
	}

	/**
	 * Asks for a token.
	 * @param name what the client is called in the settings
	 * @param refreshTokens for a client with such: the second is tried if the first is
	 * refused
	 * @throws SignInRefused if it is refused
	 * @throws DestinationAway if the endpoint is away, or gives no usable answer
	 */
	Given ask(String name, OAuthClient client, String... refreshTokens) {
		for (int i = 0; i < refreshTokens.length - 1; i++) {
			try {
				return ask(name, client, refreshTokens[i]);
			}
			catch (SignInRefused ex) {
				log.warn("{}; the refresh token in the settings is tried", ex.getMessage());
			}
		}
		return ask(name, client, refreshTokens[refreshTokens.length - 1]);
	}

	private Given ask(String name, OAuthClient client, String refreshToken) {
		Map<String, String> form = new LinkedHashMap<>();
		HttpRequest.Builder request = HttpRequest.newBuilder();
		String url = client.tokenUrl();
		switch (client.grant()) {
			case CLIENT_CREDENTIALS -> form.put("grant_type", "client_credentials");
			case REFRESH_TOKEN -> {
				form.put("grant_type", "refresh_token");
				form.put("refresh_token", refreshToken);
			}
			case SERVICE_ACCOUNT -> {
				ServiceAccount account = ServiceAccount.read(name, client);
				url = account.tokenUrl();
				form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
				form.put("assertion", account.assertion(this.clock.instant()));
			}
		}
		if (client.grant() != OAuthClient.Grant.SERVICE_ACCOUNT) {
			identify(client, form, request);
		}
		form.putAll(client.parameters());
		request.uri(URI.create(url))
			.timeout(this.patience)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
		return token(name, client, refreshToken, send(name, request.build()));
	}

	private static void identify(OAuthClient client, Map<String, String> form, HttpRequest.Builder request) {
		if (client.basic()) {
			String pair = encoded(client.clientId()) + ":" + encoded(client.clientSecret());
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
		}
		else {
			form.put("client_id", client.clientId());
			if (!client.clientSecret().isEmpty()) {
				form.put("client_secret", client.clientSecret());
			}
		}
		if (!client.scope().isEmpty()) {
			form.put("scope", client.scope());
		}
	}

	private HttpResponse<InputStream> send(String name, HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		}
		catch (IOException ex) {
			throw new DestinationAway("oauth.%s: the token endpoint %s does not answer (%s)".formatted(name,
					request.uri().getHost(), ex.getClass().getSimpleName()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DestinationAway("oauth.%s: asking for a token was interrupted".formatted(name));
		}
	}

	private Given token(String name, OAuthClient client, String refreshToken, HttpResponse<InputStream> response) {
		JsonNode answer = read(name, response);
		int status = response.statusCode();
		String token = answer.path("access_token").asText("");
		if (status == 200 && !token.isEmpty()) {
			return new Given(AccessToken.of(token, answer.path("expires_in").asLong(0), this.clock.instant()),
					answer.path("refresh_token").asText(""));
		}
		String error = answer.path("error").asText("");
		String reason = Readable.cut(Readable.line((error + " " + answer.path("error_description").asText("")).strip()),
				LONGEST_REASON);
		String said = "%d%s".formatted(status, reason.isEmpty() ? "" : " " + hidden(reason, client, refreshToken));
		boolean away = status >= 500 || status == 429 || status == 408 || PASSING.contains(error)
				|| RateLimitText.isIn(reason) || (status < 300 && error.isEmpty());
		if (away) {
			throw new DestinationAway("oauth.%s: the token endpoint gives no token for now: %s".formatted(name, said));
		}
		throw new SignInRefused("oauth.%1$s: the token endpoint refuses us: %2$s; see oauth.%1$s.%3$s in the settings"
			.formatted(name, said, setting(client)));
	}

	private static String setting(OAuthClient client) {
		return switch (client.grant()) {
			case CLIENT_CREDENTIALS -> "client-secret";
			case REFRESH_TOKEN -> "refresh-token";
			case SERVICE_ACCOUNT -> "key-file";
		};
	}

	private static String hidden(String reason, OAuthClient client, String refreshToken) {
		String hidden = reason;
		for (String secret : new String[] { client.clientSecret(), client.refreshToken(), refreshToken }) {
			hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "***");
		}
		return hidden;
	}

	/** An endpoint that stops in the middle of its answer must not hold the others. */
	private JsonNode read(String name, HttpResponse<InputStream> response) {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		try (InputStream body = response.body()) {
			ended.orTimeout(this.patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> close(body));
			return this.json.readTree(body.readNBytes(MOST));
		}
		catch (JsonProcessingException ex) {
			return this.json.createObjectNode();
		}
		catch (IOException ex) {
			throw new DestinationAway("oauth.%s: the token endpoint %s broke off its answer (%s)".formatted(name,
					response.uri().getHost(), ex.getClass().getSimpleName()));
		}
		finally {
			ended.complete(null);
		}
	}

	private static void close(InputStream body) {
		try {
			body.close();
		}
		catch (IOException ex) {
			log.debug("an answer was over already", ex);
		}
	}

	private static String encoded(Map<String, String> form) {
		return form.entrySet()
			.stream()
			.map((each) -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
