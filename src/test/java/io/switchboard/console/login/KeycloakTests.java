package io.switchboard.console.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.Siege;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The settings of docs/login.md with a real Keycloak, which only {@code mvn verify
 * -Psiege} brings.
 */
@Siege
@Tag("large")
@SwitchboardTest
@CapturesOutput
@Isolated("others would complain in between")
@TestPropertySource(properties = { "spring.security.oauth2.client.registration.keycloak.client-id=switchboard",
		"spring.security.oauth2.client.registration.keycloak.client-secret=" + Keycloak.SECRET,
		"spring.security.oauth2.client.registration.keycloak.scope=openid,profile",
		"spring.security.oauth2.client.provider.keycloak.user-name-attribute=preferred_username",
		"spring.security.oauth2.client.registration.wrong.provider=keycloak",
		"spring.security.oauth2.client.registration.wrong.client-id=switchboard",
		"spring.security.oauth2.client.registration.wrong.client-secret=wrong",
		"spring.security.oauth2.client.registration.wrong.scope=openid,profile",
		"console.oidc.roles-claim=realm_access.roles", "console.oidc.timeout=5s" })
class KeycloakTests {

	private static Keycloak keycloak;

	private static HttpServer relay;

	private static volatile int port;

	@Autowired
	Client client;

	private Visitor visitor;

	@DynamicPropertySource
	static void provider(DynamicPropertyRegistry settings) throws IOException {
		// Keycloak starts before Switchboard has its port
		relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		relay.createContext("/", KeycloakTests::relayed);
		relay.start();
		keycloak = Keycloak.start("http://127.0.0.1:" + relay.getAddress().getPort());
		settings.add("spring.security.oauth2.client.provider.keycloak.issuer-uri", keycloak::issuer);
	}

	@BeforeEach
	void somebody_new() {
		port = this.client.port();
		this.visitor = new Visitor(this.client.port());
	}

	@AfterAll
	static void close() {
		keycloak.close();
		relay.stop(0);
	}

	private static void relayed(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		int status = new Visitor(port).post(exchange.getRequestURI().toString(), body).statusCode();
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	@Test
	void a_role_of_the_access_token_opens_the_page_and_a_log_out_ends_both_sessions() {
		HttpResponse<String> page = this.visitor.follow(this.visitor.follow(signedIn("keycloak", "žofie-李")));
		assertThat(page.uri()).hasPath("/calls");
		assertThat(page.body()).contains("žofie-李");
		assertThat(this.visitor.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(200);
		HttpResponse<String> back = this.visitor.follow(this.visitor.follow(this.visitor.post("/logout", "")));
		assertThat(back.uri()).hasPath("/login");
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(401);
		assertThat(signInPage("keycloak").body()).contains("type=\"password\"");
	}

	@Test
	void a_session_that_keycloak_ends_is_over_here() {
		this.visitor.follow(this.visitor.follow(signedIn("keycloak", "žofie-李")));
		assertThat(this.visitor.get("/").statusCode()).isEqualTo(200);
		submit(this.visitor.get(keycloak.issuer() + "/protocol/openid-connect/logout?client_id=switchboard"
				+ "&post_logout_redirect_uri=http://localhost:" + this.client.port() + "/login"), "");
		await().until(() -> this.visitor.get("/").statusCode() == 401);
	}

	@Test
	void who_has_no_role_can_come_with_another_account() {
		HttpResponse<String> refused = this.visitor.follow(this.visitor.follow(signedIn("keycloak", "nora")));
		assertThat(refused.body()).contains("gives you no role here");
		Matcher another = Pattern.compile("href=\"(" + keycloak.issuer() + "[^\"]*)\"").matcher(refused.body());
		assertThat(another.find()).isTrue();
		HttpResponse<String> question = this.visitor.get(another.group(1).replace("&amp;", "&"));
		assertThat(question.body()).contains("Do you want to log out?");
		assertThat(this.visitor.follow(submit(question, "")).uri()).hasPath("/login");
		assertThat(signInPage("keycloak").body()).contains("type=\"password\"");
	}

	@Test
	void a_role_of_the_client_is_named_in_the_log(CapturedOutput output) {
		assertThat(this.visitor.follow(this.visitor.follow(signedIn("keycloak", "clara"))).body())
			.contains("gives you no role here");
		assertThat(output).contains("Roles were found in resource_access.switchboard.roles");
	}

	@Test
	void a_wrong_secret_is_told_as_such(CapturedOutput output) {
		assertThat(this.visitor.follow(this.visitor.follow(signedIn("wrong", "nora"))).body())
			.contains("does not accept this Switchboard");
		assertThat(output).contains("Compare client-id, client-secret and scope");
	}

	@Test
	void a_frozen_one_holds_nobody_for_long(CapturedOutput output) throws Exception {
		HttpResponse<String> code = signedIn("keycloak", "žofie-李");
		keycloak.freeze();
		try {
			assertThat(this.visitor.follow(this.visitor.follow(code)).body()).contains("did not answer");
		}
		finally {
			keycloak.thaw();
		}
		assertThat(output).contains("no answer within 5s (console.oidc.timeout)");
	}

	private HttpResponse<String> signInPage(String registration) {
		this.visitor.get("/login?next=/calls");
		return this.visitor.follow(this.visitor.get("/oauth2/authorization/" + registration));
	}

	private HttpResponse<String> signedIn(String registration, String name) {
		return submit(signInPage(registration),
				"username=%s&password=pass".formatted(URLEncoder.encode(name, StandardCharsets.UTF_8)));
	}

	/** Sends the form of Keycloak's page. */
	private HttpResponse<String> submit(HttpResponse<String> page, String fields) {
		Matcher action = Pattern.compile("<form[^>]*action=\"([^\"]+)\"").matcher(page.body());
		assertThat(action.find()).as(page.body()).isTrue();
		Matcher code = Pattern.compile("name=\"session_code\" value=\"([^\"]+)\"").matcher(page.body());
		String all = code.find() ? "session_code=" + code.group(1) + "&" + fields : fields;
		String path = page.uri().resolve(action.group(1).replace("&amp;", "&")).toString();
		HttpResponse<String> answer = this.visitor.post(path, all);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer;
	}

}
