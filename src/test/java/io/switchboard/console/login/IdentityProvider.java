package io.switchboard.console.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.TestKeys;

/**
 * An identity provider that speaks OpenID Connect. The person is logged in there already,
 * and is sent back with a code at once. It can fail on demand.
 */
final class IdentityProvider implements AutoCloseable {

	static final String CLIENT = "switchboard";

	static final String SECRET = "secret-of-the-client";

	private static final ObjectMapper JSON = new ObjectMapper();

	/** The fault that it shows. */
	enum Fault {

		NONE, DENIES, REFUSES_THE_CODE, NONCE_OF_ANOTHER_LOGIN, KEY_OF_ANOTHER, NO_NAME, NO_ANSWER, HANGS,
		UNKNOWN_CLIENT, PAGE_OPEN_TOO_LONG, CLOCK_BEHIND

	}

	/**
	 * The person who is logged in here; some claims are in the ID token, others in the
	 * user info.
	 */
	private record Person(String name, Map<String, Object> claims, Map<String, Object> info,
			Map<String, Object> access) {
	}

	private volatile int session;

	private final HttpServer server;

	private final KeyPair key = TestKeys.RSA.pair();

	private final KeyPair another = TestKeys.ANOTHER_RSA.pair();

	/** Codes that were not exchanged yet, with the nonce of their login. */
	private final Map<String, String> codes = new ConcurrentHashMap<>();

	private volatile Person person = new Person("nobody", Map.of(), Map.of(), Map.of());

	private volatile boolean loggedIn = true;

	private volatile Fault fault = Fault.NONE;

	IdentityProvider() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/.well-known/openid-configuration",
				(exchange) -> json(exchange, 200, configuration()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/logout", this::logout);
		this.server.createContext("/token", this::token);
		this.server.createContext("/userinfo", (exchange) -> json(exchange, 200, userInfo()));
		this.server.createContext("/jwks", (exchange) -> json(exchange, 200, Map.of("keys", List.of(publicKey()))));
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** Logs this person in and removes all faults. */
	void knows(String name, Map<String, Object> claims, Map<String, Object> info) {
		knows(name, claims, info, Map.of());
	}

	/**
	 * Issues an access token as Keycloak does: a JWT with more claims than the others.
	 */
	void knows(String name, Map<String, Object> claims, Map<String, Object> info, Map<String, Object> access) {
		this.person = new Person(name, claims, info, access);
		this.session++;
		this.fault = Fault.NONE;
		this.loggedIn = true;
	}

	/** Whether the next login asks nothing. */
	boolean isLoggedIn() {
		return this.loggedIn;
	}

	void fails(Fault fault) {
		this.fault = fault;
	}

	private Map<String, Object> configuration() {
		Map<String, Object> configuration = new HashMap<>();
		configuration.put("issuer", url());
		configuration.put("authorization_endpoint", url() + "/authorize");
		configuration.put("token_endpoint", url() + "/token");
		configuration.put("userinfo_endpoint", url() + "/userinfo");
		configuration.put("end_session_endpoint", url() + "/logout");
		configuration.put("jwks_uri", url() + "/jwks");
		configuration.put("subject_types_supported", List.of("public"));
		configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
		return configuration;
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
		boolean right = "code".equals(asked.get("response_type")) && CLIENT.equals(asked.get("client_id"))
				&& List.of(asked.getOrDefault("scope", "").split(" ")).contains("openid");
		if (!right) {
			json(exchange, 400, Map.of("error", "invalid_request"));
			return;
		}
		String answer;
		if (this.fault == Fault.DENIES) {
			answer = "error=access_denied&error_description=not+today";
		}
		else if (this.fault == Fault.PAGE_OPEN_TOO_LONG) {
			// the message of Keycloak
			answer = "error=temporarily_unavailable&error_description=authentication_expired";
		}
		else {
			String code = UUID.randomUUID().toString();
			this.codes.put(code, asked.get("nonce"));
			answer = "code=" + code;
		}
		exchange.getResponseHeaders()
			.set("Location", asked.get("redirect_uri") + "?" + answer + "&state="
					+ URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	/** A code counts once, and for the client alone. */
	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> asked = parameters(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		String client = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes());
		String nonce = this.codes.remove(asked.getOrDefault("code", ""));
		if (this.fault == Fault.NO_ANSWER) {
			exchange.close();
			return;
		}
		if (this.fault == Fault.HANGS) {
			return;
		}
		if (!client.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			json(exchange, 401, Map.of("error", "invalid_client"));
			return;
		}
		if (this.fault == Fault.UNKNOWN_CLIENT) {
			// as Keycloak answers a wrong secret
			json(exchange, 401, Map.of("error", "unauthorized_client", "error_description",
					"Invalid client or Invalid client credentials"));
			return;
		}
		if (nonce == null || this.fault == Fault.REFUSES_THE_CODE) {
			json(exchange, 400, Map.of("error", "invalid_grant", "error_description", "the code is not known"));
			return;
		}
		json(exchange, 200, Map.of("access_token", accessToken(), "token_type", "Bearer", "expires_in", 300, "scope",
				"openid profile", "id_token", idToken(nonce)));
	}

	private String idToken(String nonce) {
		Map<String, Object> claims = new LinkedHashMap<>(this.person.claims());
		Instant now = Instant.now().minusSeconds((this.fault == Fault.CLOCK_BEHIND) ? 600 : 0);
		claims.put("iss", url());
		claims.put("aud", CLIENT);
		claims.put("sub", "id-of-" + this.person.name());
		claims.put("sid", session());
		claims.put("preferred_username", this.person.name());
		claims.put("iat", now.getEpochSecond());
		claims.put("exp", now.plusSeconds(300).getEpochSecond());
		claims.put("nonce", (this.fault == Fault.NONCE_OF_ANOTHER_LOGIN) ? "another" : nonce);
		return signed(claims, "JWT");
	}

	/** Another one for each login: one that has ended stays so. */
	String session() {
		return "session-%d-of-%s".formatted(this.session, this.person.name());
	}

	/** Tells that a session here has ended; an empty text takes a claim away. */
	String logoutToken(Map<String, Object> other) {
		Map<String, Object> claims = new HashMap<>();
		claims.put("iss", url());
		claims.put("aud", List.of(CLIENT));
		claims.put("sub", "id-of-" + this.person.name());
		claims.put("sid", session());
		claims.put("iat", Instant.now().getEpochSecond());
		claims.put("exp", Instant.now().plusSeconds(120).getEpochSecond());
		claims.put("jti", UUID.randomUUID().toString());
		claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		claims.putAll(other);
		claims.values().removeIf(""::equals);
		return signed(claims, "logout+jwt");
	}

	private String accessToken() {
		if (this.person.access().isEmpty()) {
			return "opaque";
		}
		Map<String, Object> claims = new LinkedHashMap<>(this.person.access());
		claims.putIfAbsent("iss", url());
		claims.put("sub", "id-of-" + this.person.name());
		claims.put("azp", CLIENT);
		claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond());
		return signed(claims, "at+jwt");
	}

	private String signed(Map<String, Object> claims, String type) {
		String text = base64(bytes(Map.of("alg", "RS256", "kid", "1", "typ", type))) + "." + base64(bytes(claims));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(((this.fault == Fault.KEY_OF_ANOTHER) ? this.another : this.key).getPrivate());
			signature.update(text.getBytes(StandardCharsets.US_ASCII));
			return text + "." + base64(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** With the ID token, or after a question with the client's id; and back. */
	private void logout(HttpExchange exchange) throws IOException {
		Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
		boolean known = asked.containsKey("id_token_hint") ? asked.get("id_token_hint").split("\\.").length == 3
				: CLIENT.equals(asked.get("client_id"));
		if (!known || !asked.containsKey("post_logout_redirect_uri")) {
			json(exchange, 400, Map.of("error", "invalid_request"));
			return;
		}
		this.loggedIn = false;
		exchange.getResponseHeaders().set("Location", asked.get("post_logout_redirect_uri"));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private Map<String, Object> userInfo() {
		Map<String, Object> info = new LinkedHashMap<>(this.person.info());
		info.put("sub", "id-of-" + this.person.name());
		if (this.fault != Fault.NO_NAME) {
			info.put("preferred_username", this.person.name());
		}
		return info;
	}

	private Map<String, Object> publicKey() {
		RSAPublicKey part = (RSAPublicKey) this.key.getPublic();
		return Map.of("kty", "RSA", "use", "sig", "alg", "RS256", "kid", "1", "n", base64(unsigned(part.getModulus())),
				"e", base64(unsigned(part.getPublicExponent())));
	}

	private static byte[] unsigned(BigInteger number) {
		byte[] bytes = number.toByteArray();
		return (bytes[0] == 0) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] bytes(Map<String, Object> value) {
		try {
			return JSON.writeValueAsBytes(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void json(HttpExchange exchange, int status, Map<String, Object> value) throws IOException {
		exchange.getRequestBody().readAllBytes();
		byte[] body = bytes(value);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static Map<String, String> parameters(String text) {
		Map<String, String> parameters = new HashMap<>();
		for (String part : text.split("&")) {
			String[] pair = part.split("=", 2);
			parameters.put(pair[0], (pair.length > 1) ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
		}
		return parameters;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
