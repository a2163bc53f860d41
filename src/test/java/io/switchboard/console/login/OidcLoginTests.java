package io.switchboard.console.login;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.console.login.IdentityProvider.Fault;
import io.switchboard.store.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole login through an identity provider; everything is real but the person. */
@SwitchboardTest
@CapturesOutput
@TestPropertySource(
		properties = { "spring.security.oauth2.client.registration.staff.client-id=" + IdentityProvider.CLIENT,
				"spring.security.oauth2.client.registration.staff.client-secret=" + IdentityProvider.SECRET,
				"spring.security.oauth2.client.registration.late.client-id=late",
				"spring.security.oauth2.client.registration.late.client-secret=secret",
				"spring.security.oauth2.client.registration.late.scope=openid",
				"spring.security.oauth2.client.provider.late.issuer-uri=http://127.0.0.1:1/realms/late",
				"console.oidc.roles-claim=realm_access.roles", "console.oidc.timeout=2s",
				"spring.security.oauth2.client.registration.staff.scope=openid,profile",
				"spring.security.oauth2.client.provider.staff.user-name-attribute=preferred_username" })
class OidcLoginTests {

	private static final IdentityProvider PROVIDER = new IdentityProvider();

	private static final Map<String, Object> OPERATOR = Map.of("realm_access",
			Map.of("roles", List.of("staff", "operator")));

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Store store;

	private Visitor visitor;

	@DynamicPropertySource
	static void provider(DynamicPropertyRegistry settings) {
		settings.add("spring.security.oauth2.client.provider.staff.issuer-uri", PROVIDER::url);
	}

	@BeforeEach
	void somebody_new() {
		this.visitor = new Visitor(this.client.port());
		PROVIDER.knows("olga", OPERATOR, Map.of());
	}

	@AfterAll
	static void close() {
		PROVIDER.close();
	}

	@Test
	void an_operator_comes_back_to_the_page_that_was_wanted_and_acts() {
		HttpResponse<String> page = this.visitor.follow(this.visitor.follow(sentTo("/routes/dtmf-to-database?a=b")));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.uri()).hasPath("/routes/dtmf-to-database").hasQuery("a=b");
		assertThat(page.body()).contains("/pause", "olga");
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/").body()).contains(Client.KEY);
	}

	@Test
	void a_viewer_whose_role_is_in_the_user_info_looks_and_cannot_act() {
		PROVIDER.knows("vera", Map.of(), Map.of("realm_access.roles", "viewer"));
		HttpResponse<String> page = this.visitor.follow(this.visitor.follow(sentTo("/routes/dtmf-to-database")));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("vera").doesNotContain("/pause");
		assertThat(this.visitor.get("/").body()).doesNotContain(Client.KEY);
		assertThat(this.visitor.post("/routes/dtmf-to-database/pause", "").statusCode()).isEqualTo(403);
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(403);
	}

	@Test
	void who_has_no_role_is_told_so_and_is_not_in(CapturedOutput output) {
		PROVIDER.knows("paul", Map.of("email", "paul@example.org"), Map.of(),
				Map.of("realm_access", Map.of("roles", List.of("sales"))));
		refused(this.visitor.follow(sentTo("/calls")), "gives you no role here");
		assertThat(output)
			.contains("in the claim 'realm_access.roles' (console.oidc.roles-claim): ",
					"the ID token has no such claim, but [", "email", "the access token says [sales]")
			.doesNotContain("paul@example.org");
		PROVIDER.knows("paul", OPERATOR, Map.of());
		assertThat(this.visitor.follow(this.visitor.follow(sentTo("/calls"))).uri()).hasPath("/calls");
	}

	@Test
	void a_login_that_was_begun_elsewhere_is_not_taken() {
		String callback = sentTo("/calls").headers().firstValue("Location").orElseThrow();
		Visitor another = this.visitor;
		this.visitor = new Visitor(this.client.port());
		refused(this.visitor.get(callback), "started in this browser");
		refused(another.get(callback.replaceFirst("state=[^&]*", "state=another")), "started in this browser");
		assertThat(another.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void the_way_back_is_gone_once_and_going_it_again_takes_nothing_away() {
		HttpResponse<String> sent = sentTo("/calls");
		assertThat(this.visitor.follow(this.visitor.follow(sent)).uri()).hasPath("/calls");
		assertThat(this.visitor.follow(this.visitor.follow(sent)).body()).contains("started in this browser");
		assertThat(this.visitor.get("/calls").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "DENIES, did not let you in", "REFUSES_THE_CODE, did not accept",
			"NONCE_OF_ANOTHER_LOGIN, cannot be trusted", "KEY_OF_ANOTHER, cannot be trusted",
			"NO_NAME, did not say who you are", "NO_ANSWER, did not answer", "HANGS, did not answer",
			"UNKNOWN_CLIENT, does not accept this Switchboard", "PAGE_OPEN_TOO_LONG, it took too long",
			"CLOCK_BEHIND, cannot be trusted" })
	void what_fails_is_told_on_the_login_page_in_a_sentence(Fault fault, String told, CapturedOutput output) {
		PROVIDER.fails(fault);
		refused(this.visitor.follow(sentTo("/calls")), told);
		assertThat(output).doesNotContain("\tat io.switchboard.console.login.",
				"\tat org.springframework.security.oauth2.");
		// an outage is logged once, however many people try
		if (!told.contains("not a")) {
			assertThat(output).contains("a login over an identity provider failed: ");
		}
		if (fault == Fault.UNKNOWN_CLIENT) {
			assertThat(output).contains("Invalid client credentials", "Compare client-id, client-secret and scope");
		}
		if (fault == Fault.CLOCK_BEHIND) {
			assertThat(output).contains("Compare the clocks");
		}
	}

	@Test
	void roles_are_in_the_access_token_as_keycloak_has_them() {
		PROVIDER.knows("kim", Map.of(), Map.of(), OPERATOR);
		assertThat(this.visitor.follow(this.visitor.follow(sentTo("/calls"))).uri()).hasPath("/calls");
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(200);
	}

	@Test
	void a_role_in_another_claim_is_named_in_the_log(CapturedOutput output) {
		PROVIDER.knows("clara", Map.of(), Map.of(),
				Map.of("resource_access", Map.of("switchboard", Map.of("roles", List.of("operator", "other")))));
		refused(this.visitor.follow(sentTo("/calls")), "gives you no role here");
		assertThat(output)
			.contains("Roles were found in resource_access.switchboard.roles: set console.oidc.roles-claim");
	}

	@Test
	void a_provider_that_was_away_at_the_start_stops_nothing_and_is_asked_at_a_login() {
		assertThat(this.visitor.get("/login").body()).contains("Log in with <span>Late</span>");
		refused(this.visitor.get("/oauth2/authorization/late"), "did not answer. Try again");
		assertThat(this.visitor.get("/oauth2/authorization/nobody").statusCode()).isEqualTo(404);
	}

	@Test
	void an_access_token_of_somebody_else_gives_no_role() {
		PROVIDER.knows("mallory", Map.of(), Map.of(),
				Map.of("iss", "https://elsewhere.example", "realm_access", Map.of("roles", List.of("operator"))));
		refused(this.visitor.follow(sentTo("/calls")), "gives you no role here");
	}

	@Test
	void a_log_out_ends_the_session_at_the_provider_and_comes_back() {
		this.visitor.follow(this.visitor.follow(sentTo("/calls")));
		HttpResponse<String> there = this.visitor.follow(this.visitor.post("/logout", ""));
		assertThat(there.uri().toString()).startsWith(PROVIDER.url() + "/logout?id_token_hint=");
		assertThat(PROVIDER.isLoggedIn()).isFalse();
		HttpResponse<String> login = this.visitor.follow(there);
		assertThat(login.uri()).hasPath("/login");
		assertThat(login.statusCode()).isEqualTo(200);
		assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("form-action 'self' " + PROVIDER.url());
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void a_session_that_the_provider_ends_is_over_here_too_and_others_go_on() {
		Visitor another = loggedIn("vera");
		this.visitor = loggedIn("olga");
		HttpResponse<String> told = ended(PROVIDER.logoutToken(Map.of()));
		assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
		assertThat(told.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
		assertThat(another.get("/").statusCode()).isEqualTo(200);
		assertThat(this.client.data("/api/audit?action=logout&who=olga")).isNotEmpty();
		this.visitor = loggedIn("olga");
	}

	@Test
	void a_second_login_in_the_same_browser_is_over_too() {
		this.visitor = loggedIn("rita");
		HttpResponse<String> there = this.visitor.get("/oauth2/authorization/staff");
		assertThat(this.visitor.follow(this.visitor.follow(there)).statusCode()).isIn(200, 302);
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(200);
		assertThat(ended(PROVIDER.logoutToken(Map.of())).statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void a_login_by_password_in_its_place_goes_on() {
		this.visitor = loggedIn("rosa");
		assertThat(this.visitor.logIn("otto", Client.PASSWORD, "/calls")).isEqualTo("/calls");
		assertThat(ended(PROVIDER.logoutToken(Map.of())).statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/calls").statusCode()).isEqualTo(200);
	}

	@Test
	void all_sessions_of_a_person_end_but_none_that_began_later() {
		this.visitor = loggedIn("olga");
		long now = Instant.now().getEpochSecond();
		assertThat(ended(PROVIDER.logoutToken(Map.of("sid", "", "iat", now - 5))).statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(200);
		assertThat(ended(PROVIDER.logoutToken(Map.of("sid", "", "iat", now + 1))).statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void a_login_is_over_where_another_node_was_told() {
		this.visitor = loggedIn("nina");
		this.jdbc.update("insert into ended_login (provider, sid, ended_at) values ('staff', ?, ?)", PROVIDER.session(),
				this.store.time(Instant.now()));
		await().until(() -> this.visitor.get("/").statusCode() == 401);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void a_token_that_is_none_for_a_log_out_ends_nothing(String told, String token) {
		this.visitor = loggedIn("olga");
		HttpResponse<String> answer = ended(token);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("invalid_request", told);
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(200);
	}

	static Stream<Arguments> a_token_that_is_none_for_a_log_out_ends_nothing() {
		PROVIDER.knows("olga", OPERATOR, Map.of());
		String[] parts = PROVIDER.logoutToken(Map.of()).split("\\.");
		String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
		PROVIDER.fails(Fault.KEY_OF_ANOTHER);
		String signedByAnother = PROVIDER.logoutToken(Map.of());
		PROVIDER.fails(Fault.NONE);
		return Stream.of(Arguments.of("cannot be read", ""), Arguments.of("cannot be read", "x".repeat(20_000)),
				Arguments.of("cannot be read", unsigned + "." + parts[1] + "."),
				Arguments.of("cannot be read", signedByAnother),
				Arguments.of("another issuer", PROVIDER.logoutToken(Map.of("iss", "https://elsewhere.example"))),
				Arguments.of("another client", PROVIDER.logoutToken(Map.of("aud", "another"))),
				Arguments.of("neither", PROVIDER.logoutToken(Map.of("sub", "", "sid", ""))),
				Arguments.of("as text", PROVIDER.logoutToken(Map.of("sid", "a\0b"))),
				Arguments.of("as text", PROVIDER.logoutToken(Map.of("sid", 7))),
				Arguments.of("no time", PROVIDER.logoutToken(Map.of("iat", ""))),
				Arguments.of("none for a log-out", PROVIDER.logoutToken(Map.of("events", ""))),
				Arguments.of("none for a log-out", PROVIDER.logoutToken(Map.of("events", Map.of("x", Map.of())))),
				Arguments.of("no nonce", PROVIDER.logoutToken(Map.of("nonce", "n"))),
				Arguments.of("expired", PROVIDER.logoutToken(Map.of("exp", 1_700_000_000, "iat", 1_699_999_000))));
	}

	@Test
	void only_a_provider_of_the_settings_ends_sessions() {
		assertThat(ended("nobody", "a.b.c").statusCode()).isEqualTo(404);
		assertThat(ended("late", "a.b.c").statusCode()).as("it does not answer").isEqualTo(503);
		assertThat(this.visitor.get("/logout/connect/back-channel/staff").statusCode()).isEqualTo(401);
	}

	private Visitor loggedIn(String name) {
		PROVIDER.knows(name, OPERATOR, Map.of());
		this.visitor = new Visitor(this.client.port());
		assertThat(this.visitor.follow(this.visitor.follow(sentTo("/calls"))).uri()).hasPath("/calls");
		return this.visitor;
	}

	/** By the provider, which has no cookies. */
	private HttpResponse<String> ended(String token) {
		return ended("staff", token);
	}

	private HttpResponse<String> ended(String registration, String token) {
		return new Visitor(this.client.port()).post("/logout/connect/back-channel/" + registration,
				"logout_token=" + token);
	}

	@Test
	void who_has_no_role_can_come_with_another_account() {
		PROVIDER.knows("paul", Map.of(), Map.of());
		HttpResponse<String> refused = this.visitor.follow(this.visitor.follow(sentTo("/calls")));
		Matcher another = Pattern.compile("href=\"(" + PROVIDER.url() + "/logout[^\"]*)\"").matcher(refused.body());
		assertThat(another.find()).isTrue();
		HttpResponse<String> there = this.visitor.get(another.group(1).replace("&amp;", "&"));
		assertThat(PROVIDER.isLoggedIn()).isFalse();
		assertThat(this.visitor.follow(there).uri()).hasPath("/login");
	}

	@Test
	void a_button_without_a_client_name_can_be_read() {
		assertThat(this.visitor.get("/login").body()).contains("Log in with <span>Staff</span>")
			.doesNotContain(PROVIDER.url());
	}

	@Test
	void nobody_has_a_session_on_the_way() {
		HttpResponse<String> sent = sentTo("/calls");
		this.visitor.get("/login?denied");
		assertThat(this.visitor.cookies()).doesNotContain(SessionCookie.NAME);
		this.visitor.follow(sent);
		assertThat(this.visitor.cookies()).contains(SessionCookie.NAME);
	}

	/** From the page to the login, and from there to the provider: what that answers. */
	private HttpResponse<String> sentTo(String page) {
		HttpResponse<String> login = this.visitor.follow(this.visitor.get(page, "Accept", "text/html"));
		assertThat(login.uri()).hasPath("/login");
		assertThat(login.body()).contains("href=\"/oauth2/authorization/staff\"");
		HttpResponse<String> sent = this.visitor.follow(this.visitor.get("/oauth2/authorization/staff"));
		assertThat(sent.uri().toString()).startsWith(PROVIDER.url() + "/authorize");
		assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
		return sent;
	}

	private void refused(HttpResponse<String> callback, String told) {
		HttpResponse<String> login = this.visitor.follow(callback);
		assertThat(login.uri()).hasPath("/login");
		assertThat(login.statusCode()).isEqualTo(200);
		assertThat(login.body()).contains("role=\"alert\"", told, "/oauth2/authorization/staff");
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
	}

}
