package io.switchboard.console.login;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.SwitchboardTest;
import jakarta.servlet.ServletContext;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two users with passwords, and an identity provider that is never asked. */
@SwitchboardTest
@TestPropertySource(properties = { "spring.security.oauth2.client.registration.staff.client-id=switchboard",
		"spring.security.oauth2.client.registration.staff.client-secret=secret",
		"spring.security.oauth2.client.registration.staff.client-name=Staff",
		"spring.security.oauth2.client.registration.staff.scope=openid",
		"spring.security.oauth2.client.registration.staff.authorization-grant-type=authorization_code",
		"spring.security.oauth2.client.registration.staff.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
		"spring.security.oauth2.client.provider.staff.authorization-uri=https://id.example.org/authorize",
		"spring.security.oauth2.client.provider.staff.token-uri=https://id.example.org/token",
		"spring.security.oauth2.client.provider.staff.jwk-set-uri=https://id.example.org/keys" })
class PagesSecurityTests {

	@Autowired
	ServletContext servlets;

	@Autowired
	ServletWebServerApplicationContext application;

	@Autowired
	Client client;

	@Test
	void a_viewer_looks_and_an_operator_acts() {
		Visitor vera = logged("vera");
		assertThat(vera.get("/").statusCode()).isEqualTo(200);
		assertThat(vera.get("/").body()).doesNotContain(Client.KEY);
		assertThat(vera.get("/api/events").statusCode()).isEqualTo(200);
		assertThat(vera.post("/overview/play", "").statusCode()).isEqualTo(403);
		HttpResponse<String> refused = vera.post("/api/redeliver?dry_run=true", "");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("\"detail\":\"Your role does not allow this. An operator may do it");
		Visitor otto = logged("otto");
		assertThat(otto.get("/simulator/scenarios").body()).contains("A login does not open this.");
		assertThat(otto.post("/overview/play", "").statusCode()).isEqualTo(200);
		assertThat(otto.post("/api/redeliver?dry_run=true", "").statusCode()).isEqualTo(200);
	}

	@Test
	void a_viewer_sees_a_call_but_no_button_that_acts_on_it() {
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		this.client.delivered(event.path("id").asText());
		String call = "/calls/" + event.path("call_id").asText();
		long delivery = this.client.data("/api/events/" + event.path("id").asText())
			.path("deliveries")
			.get(0)
			.path("id")
			.asLong();
		Visitor vera = logged("vera");
		assertThat(vera.get(call + "?delivery=" + delivery).body()).contains("dtmf-to-database")
			.doesNotContain("/redeliver", "/discard", "/transfer", "/hang-up");
		for (String action : List.of("/deliveries/" + delivery + "/redeliver", "/deliveries/" + delivery + "/discard",
				"/transfer?to=1002", "/hang-up")) {
			assertThat(vera.post(call + action, "").statusCode()).as(action).isEqualTo(403);
		}
		Visitor otto = logged("otto");
		assertThat(otto.get(call + "?delivery=" + delivery).body()).contains("/redeliver");
		assertThat(otto.post(call + "/deliveries/" + delivery + "/redeliver", "").headers().firstValue("Location"))
			.get()
			.asString()
			.endsWith("?delivery=" + delivery);
		assertThat(otto.post("/calls/1/deliveries/" + delivery + "/redeliver", "").statusCode()).isEqualTo(404);
	}

	@Test
	void nothing_changes_without_the_pages_own_token() {
		Visitor otto = logged("otto");
		assertThat(otto.post("/overview/play", "", "guessed").statusCode()).isEqualTo(403);
		assertThat(otto.post("/api/redeliver?dry_run=true", "", "guessed").statusCode()).isEqualTo(403);
		assertThat(otto.get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void a_wrong_password_opens_nothing_and_too_many_are_not_looked_at() {
		Visitor visitor = new Visitor(this.client.port());
		for (int i = 0; i < LoginBrake.FAILURES; i++) {
			assertThat(visitor.logIn("nobody", "guess", "/")).startsWith("/login?failed");
		}
		assertThat(visitor.logIn("nobody", "guess", "/")).startsWith("/login?wait");
		assertThat(visitor.get("/").statusCode()).isEqualTo(401);
	}

	@Test
	void nobody_has_a_session_before_the_login() {
		Visitor visitor = new Visitor(this.client.port());
		for (String page : List.of("/login", "/login?next=%2Fcalls", "/calls", "/oauth2/authorization/staff",
				"/no-such-page", "/console/no-such-style.css", "/login/oauth2/code/staff?state=x&code=y", "/logout")) {
			visitor.get(page, "Accept", "text/html");
		}
		visitor.logIn("anybody", "guess", "/");
		assertThat(visitor.cookies()).isNotEmpty().doesNotContain(SessionCookie.NAME);
	}

	/** An attacker may have copied the cookie. */
	@Test
	void a_log_out_ends_the_session_and_not_the_cookie_alone() {
		Visitor vera = logged("vera");
		String cookie = vera.cookie(SessionCookie.NAME);
		assertThat(pageWith(cookie).statusCode()).isEqualTo(200);
		assertThat(isKept(cookie)).isTrue();
		assertThat(vera.post("/logout", "").statusCode()).isEqualTo(302);
		assertThat(pageWith(cookie).statusCode()).isEqualTo(401);
		assertThat(isKept(cookie)).as("what the session holds").isFalse();
	}

	private HttpResponse<String> pageWith(String cookie) {
		return new Visitor(this.client.port()).get("/", "Cookie", SessionCookie.NAME + "=" + cookie);
	}

	private boolean isKept(String session) {
		return Stream.of(((TomcatWebServer) this.application.getWebServer()).getTomcat().getHost().findChildren())
			.flatMap((context) -> Stream.of(((Context) context).getManager().findSessions()))
			.anyMatch((each) -> each.getId().equals(session));
	}

	@Test
	void who_is_no_longer_logged_in_is_led_to_the_login_and_back_to_the_page_of_the_form() {
		String page = "http://localhost:" + this.client.port() + "/routes/dtmf-to-database?a=b";
		Visitor otto = logged("otto");
		String token = otto.token();
		otto.forgetSession();
		HttpResponse<String> reply = otto.submit("/routes/dtmf-to-database/pause", token, "Accept", "text/html",
				"Referer", page);
		assertThat(reply.statusCode()).isEqualTo(302);
		assertThat(reply.headers().firstValue("Location"))
			.contains("/login?ended&next=%2Froutes%2Fdtmf-to-database%3Fa%3Db");
		assertThat(otto.follow(reply).body()).contains("Your login had ended, so nothing was done");
		HttpResponse<String> part = otto.submit("/calls/5/hang-up", token, "HX-Request", "true", "HX-Current-URL",
				page);
		assertThat(part.statusCode()).isEqualTo(401);
		assertThat(part.headers().firstValue("HX-Redirect"))
			.contains("/login?ended&next=%2Froutes%2Fdtmf-to-database%3Fa%3Db");
		HttpResponse<String> foreign = otto.submit("/play", token, "Accept", "text/html", "Referer",
				"https://elsewhere.example/calls");
		assertThat(foreign.headers().firstValue("Location")).contains("/login?ended&next=%2F");
	}

	@Test
	void the_form_of_an_earlier_login_does_nothing_and_its_page_says_so_once() {
		String page = "http://localhost:" + this.client.port() + "/routes/dtmf-to-database";
		Visitor otto = logged("otto");
		HttpResponse<String> reply = otto.submit("/routes/dtmf-to-database/pause", "of-an-earlier-login", "Accept",
				"text/html", "Referer", page);
		assertThat(reply.headers().firstValue("Location")).contains("/routes/dtmf-to-database");
		assertThat(otto.get("/dead-letters/count", "HX-Request", "true").body()).doesNotContain("nothing was done");
		assertThat(otto.follow(reply).body()).contains("nothing was done").doesNotContain("Paused.");
		assertThat(otto.follow(reply).body()).doesNotContain("nothing was done");
		HttpResponse<String> part = otto.submit("/calls/5/hang-up", "of-an-earlier-login", "HX-Request", "true",
				"HX-Current-URL", page);
		assertThat(part.statusCode()).isEqualTo(403);
		assertThat(part.headers().firstValue("HX-Redirect")).contains("/routes/dtmf-to-database");
	}

	@Test
	void that_one_may_only_look_is_said_to_viewers_alone() {
		Visitor vera = logged("vera");
		HttpResponse<String> viewer = vera.submit("/play", vera.token(), "Accept", "text/html");
		assertThat(viewer.statusCode()).isEqualTo(403);
		assertThat(viewer.body()).contains("You may look, but not do that");
		HttpResponse<String> operator = logged("otto").get("/simulator/webhooks", "Accept", "text/html");
		assertThat(operator.statusCode()).isEqualTo(403);
		assertThat(operator.body()).doesNotContain("You may look");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/events", "/api/routes", "/", "/calls", "/live", "/simulator/webhooks" })
	void a_wrong_token_is_not_made_good_by_a_login_beside_it(String path) {
		Visitor otto = logged("otto");
		for (String authorization : List.of("Bearer wrong", "bearer  wrong", "Bearer", "Bearer ")) {
			HttpResponse<String> reply = otto.get(path, "Authorization", authorization);
			assertThat(reply.statusCode()).as(authorization).isEqualTo(401);
			assertThat(reply.headers().allValues("WWW-Authenticate")).contains("Bearer");
		}
		assertThat(otto.get("/calls", "Authorization", "Basic " + "b2Y6YS1wcm94eQ==").statusCode()).as("a proxy's own")
			.isEqualTo(200);
	}

	@Test
	void a_login_leads_to_a_page_of_ours_only() {
		Visitor visitor = new Visitor(this.client.port());
		assertThat(visitor.logIn("vera", "correct horse", "/calls/5")).isEqualTo("/calls/5");
		HttpResponse<String> unknown = visitor.get("/calls/5");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("This call is not known");
		assertThat(new Visitor(this.client.port()).logIn("vera", "correct horse", "//elsewhere.example"))
			.isEqualTo("/");
	}

	@Test
	void pages_run_nothing_foreign_and_the_cookie_is_guarded() {
		Visitor visitor = new Visitor(this.client.port());
		HttpResponse<String> reply = visitor.get("/login");
		assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
			.doesNotContain("unsafe");
		assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(reply.headers().firstValue("Referrer-Policy")).contains("same-origin");
		HttpResponse<String> login = visitor.post("/login", "username=vera&password=correct+horse");
		assertThat(login.headers().allValues("Set-Cookie"))
			.anyMatch((each) -> each.startsWith(SessionCookie.NAME + "="));
		assertThat(Stream.concat(reply.headers().allValues("Set-Cookie").stream(),
				login.headers().allValues("Set-Cookie").stream()))
			.allSatisfy((cookie) -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
		assertThat(reply.body()).doesNotContain(" style=")
			.doesNotContain("<style")
			.doesNotContainPattern("<script[^>]*>[^<]");
	}

	@Test
	void the_webhook_knows_no_session() {
		HttpResponse<String> reply = this.client.send("GET",
				"http://localhost:" + this.client.port() + "/webhooks/voipstudio/" + Client.KEY, new byte[0]);
		assertThat(reply.statusCode()).isEqualTo(200);
		assertThat(reply.headers().map()).doesNotContainKeys("set-cookie", "content-security-policy");
	}

	@Test
	void every_filter_is_before_all_but_the_engine() {
		assertThat(this.servlets.getServletRegistrations().keySet()).containsExactlyInAnyOrder("dispatcherServlet",
				"platform-http");
		assertThat(this.servlets.getServletRegistration("platform-http").getMappings())
			.containsExactlyInAnyOrder("/webhooks/*", "/http/*", "/hooks/*");
		assertThat(this.servlets.getFilterRegistration("springSecurityFilterChain").getServletNameMappings())
			.containsExactly("dispatcherServlet");
		this.servlets.getFilterRegistrations()
			.forEach((name, filter) -> assertThat(filter.getUrlPatternMappings()).as(name)
				.allMatch((pattern) -> pattern.startsWith("/simulator/")));
	}

	@Test
	void an_identity_provider_is_offered_and_led_to() {
		Visitor visitor = new Visitor(this.client.port());
		assertThat(visitor.get("/login").body()).contains("/oauth2/authorization/staff").contains("Staff");
		assertThat(visitor.get("/oauth2/authorization/staff").headers().firstValue("Location").orElseThrow())
			.startsWith("https://id.example.org/authorize?response_type=code&client_id=switchboard");
	}

	@Test
	void who_is_not_logged_in_is_led_to_the_login_or_told() {
		Visitor visitor = new Visitor(this.client.port());
		HttpResponse<String> page = visitor.get("/calls/5", "Accept", "text/html");
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("Location")).contains("/login?next=%2Fcalls%2F5");
		HttpResponse<String> part = visitor.get("/overview/figures", "Accept", "text/html", "HX-Request", "true");
		assertThat(part.statusCode()).isEqualTo(401);
		assertThat(part.headers().firstValue("HX-Refresh")).contains("true");
		assertThat(visitor.get("/live").statusCode()).isEqualTo(401);
	}

	@Test
	void a_browser_gets_a_page_for_what_is_not_there() {
		HttpResponse<String> reply = logged("vera").get("/no-such-page", "Accept", "text/html");
		assertThat(reply.statusCode()).isEqualTo(404);
		assertThat(reply.body()).contains("There is no such page");
	}

	private Visitor logged(String user) {
		Visitor visitor = new Visitor(this.client.port());
		assertThat(visitor.logIn(user, "correct horse", "/")).isEqualTo("/");
		return visitor;
	}

}
