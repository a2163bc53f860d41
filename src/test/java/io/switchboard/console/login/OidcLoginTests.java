package io.switchboard.console.login;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.console.login.IdentityProvider.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole way over an identity provider and back, which is real but for the person. */
@SwitchboardTest
@CapturesOutput
@Isolated("others would complain in between")
@TestPropertySource(
		properties = { "spring.security.oauth2.client.registration.staff.client-id=" + IdentityProvider.CLIENT,
				"spring.security.oauth2.client.registration.staff.client-secret=" + IdentityProvider.SECRET,
				"spring.security.oauth2.client.registration.staff.client-name=Staff",
				"spring.security.oauth2.client.registration.staff.scope=openid,profile",
				"spring.security.oauth2.client.provider.staff.user-name-attribute=preferred_username" })
class OidcLoginTests {

	private static final IdentityProvider PROVIDER = new IdentityProvider();

	private static final Map<String, Object> OPERATOR = Map.of("roles", List.of("staff", "operator"));

	@Autowired
	Client client;

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
		assertThat(page.body()).contains("Pause", "olga");
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(200);
		assertThat(this.visitor.get("/").body()).contains(Client.KEY);
	}

	@Test
	void a_viewer_whose_role_is_in_the_user_info_looks_and_cannot_act() {
		PROVIDER.knows("vera", Map.of(), Map.of("roles", "viewer"));
		HttpResponse<String> page = this.visitor.follow(this.visitor.follow(sentTo("/routes/dtmf-to-database")));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("vera").doesNotContain("Pause");
		assertThat(this.visitor.get("/").body()).doesNotContain(Client.KEY);
		assertThat(this.visitor.post("/routes/dtmf-to-database/pause", "").statusCode()).isEqualTo(403);
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(403);
	}

	@Test
	void who_has_no_role_is_told_so_and_is_not_in() {
		PROVIDER.knows("paul", Map.of("roles", List.of("sales")), Map.of());
		refused(this.visitor.follow(sentTo("/calls")), "gives you no role here");
		PROVIDER.knows("paul", OPERATOR, Map.of());
		assertThat(this.visitor.follow(this.visitor.follow(sentTo("/calls"))).uri()).hasPath("/calls");
	}

	@Test
	void a_login_that_was_begun_elsewhere_is_not_taken() {
		String callback = sentTo("/calls").headers().firstValue("Location").orElseThrow();
		Visitor another = this.visitor;
		this.visitor = new Visitor(this.client.port());
		refused(this.visitor.get(callback), "begun in this browser");
		refused(another.get(callback.replaceFirst("state=[^&]*", "state=another")), "begun in this browser");
		assertThat(another.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void the_way_back_is_gone_once_and_going_it_again_takes_nothing_away() {
		HttpResponse<String> sent = sentTo("/calls");
		assertThat(this.visitor.follow(this.visitor.follow(sent)).uri()).hasPath("/calls");
		assertThat(this.visitor.follow(this.visitor.follow(sent)).body()).contains("begun in this browser");
		assertThat(this.visitor.get("/calls").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "DENIES, did not let you in", "REFUSES_THE_CODE, did not accept",
			"NONCE_OF_ANOTHER_LOGIN, cannot be trusted", "KEY_OF_ANOTHER, cannot be trusted",
			"NO_NAME, did not say who you are", "NO_ANSWER, did not answer" })
	void what_fails_is_told_on_the_login_page_in_a_sentence(Fault fault, String told, CapturedOutput output) {
		PROVIDER.fails(fault);
		refused(this.visitor.follow(sentTo("/calls")), told);
		assertThat(output).doesNotContain("\tat ").contains("a login over an identity provider failed: ");
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
