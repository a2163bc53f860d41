package io.switchboard.console.pages;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.console.mailbox.Mailbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page Setup: keys, events, checks and a test call. */
@BrowserTest
class SetupPagesTests {

	private static final String OTHER_KEY = "other-key-0123456789abcdef";

	@Autowired
	Client client;

	@Autowired
	Mailbox mailbox;

	@Test
	void an_old_key_and_a_new_one_stand_side_by_side_and_show_when_asked_for(Console console) {
		this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/setup");
		assertThat(page.locator(".door", new Page.LocatorOptions().setHasText("webhook.key"))).hasCount(2);
		assertThat(page.locator(".door").first()).containsText("key 1 of 2");
		assertThat(page.locator(".door").first()).containsText("from 127.0.0.1");
		String before = page.locator("#use-0").textContent();
		this.client.accept(Samples.read("dtmf-to-database"));
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#use-0")).not().hasText(before);
		assertThat(page.content()).doesNotContain(Client.KEY, OTHER_KEY);
		page.locator("#show-1").click();
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#url-1")).containsText("/webhooks/voipstudio/" + OTHER_KEY);
		assertThat(page.content()).doesNotContain(Client.KEY);
		page.locator("#copy-1").click();
		assertThat((String) page.evaluate("navigator.clipboard.readText()")).endsWith("/voipstudio/" + OTHER_KEY);
		JsonNode entry = this.client.data("/api/audit?action=webhook.key.show&limit=1").path(0);
		assertThat(entry.path("who").asText()).isEqualTo("admin");
		assertThat(entry.path("subject").asText()).isEqualTo("webhook.key.2");
		assertThat(entry.toString()).doesNotContain(OTHER_KEY);
		page.navigate("/setup");
		assertThat(page.content()).doesNotContain(OTHER_KEY);
	}

	@Test
	void checks_say_what_they_found_and_a_test_mail_arrives(Console console) {
		Page page = console.open("/setup");
		page.locator("#check-all").click();
		for (String check : List.of("api-key", "mail", "clock", "webhook", "store", "login")) {
			assertThat(page.locator("#found-" + check + " .badge").first()).hasText("ok");
		}
		assertThat(page.locator("#found-store")).containsText("synchronous=2");
		assertThat(page.locator("#found-webhook")).containsText("answers this machine");
		int mails = this.mailbox.latest(100).size();
		page.locator("#mail-to").fill("me@example.org");
		page.locator("#send-mail").click();
		assertThat(page.locator(".notice.good")).hasText("The mail server accepted a test mail.");
		await().until(() -> this.mailbox.latest(100).size() > mails || mails == 100);
		page.locator("#mail-to").evaluate("(field) => { field.type = 'text'; field.value = 'nobody at all'; }");
		page.locator("#send-mail").click();
		assertThat(page.locator(".notice.bad")).containsText("The test mail was not sent");
	}

	@Test
	void a_test_call_is_decided_dry_or_goes_through_the_door(Console console) {
		Page page = console.open("/setup");
		int before = this.client.data("/api/events?limit=100").size();
		page.locator("#test-real").uncheck();
		page.locator("#test-run").click();
		assertThat(page.locator("#tried")).containsText("Nothing was sent or written.");
		assertThat(page.locator("#tried")).containsText("Missed call from");
		assertThat(this.client.data("/api/events?limit=100").size()).isEqualTo(before);
		page.locator("#test-sample").selectOption("dtmf-to-database");
		page.locator("#test-real").check();
		page.locator("#test-run").click();
		Locator became = page.locator("#became");
		assertThat(became).containsText("dtmf-to-database");
		assertThat(became).hasAttribute("data-open", "false");
		assertThat(became.locator(".badge.good").last()).hasText("delivered");
		assertThat(became.locator("a").first()).containsText("test.");
		assertThat(this.client.data("/api/audit?action=setup.test-call&limit=1").path(0).path("details").asText())
			.contains("sample=dtmf-to-database");
	}

	@Test
	void the_setup_looks_right_at_320_pixels(Console console) {
		Page page = console.open("/setup");
		page.locator("#check-all").click();
		assertThat(page.locator("#found-disk")).containsText("GB");
		console.looksRight("/setup", "setup");
		page.setViewportSize(320, 900);
		console.looksRight(page, "setup-320");
		if (Boolean.getBoolean("screenshots")) {
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(Path.of("target/screenshots/setup-320.png")));
		}
	}

	@Test
	void a_viewer_looks_and_does_nothing(Console console) {
		Page page = console.stranger(Console.Look.LIGHT);
		page.navigate("/login");
		page.getByLabel("User").fill("vera");
		page.getByLabel("Password").fill(Client.PASSWORD);
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in").setExact(true)).click();
		page.waitForURL((url) -> !url.contains("/login"));
		page.navigate("/setup");
		assertThat(page.locator(".door", new Page.LocatorOptions().setHasText("webhook.key"))).hasCount(2);
		assertThat(page.locator("main form")).hasCount(0);
		for (String act : List.of("keys/webhook.key.1/show", "checks/all", "test-mail", "test-call")) {
			Object status = page.evaluate("""
					(act) => fetch("/setup/" + act, {method: "POST", headers: {
					[document.querySelector("meta[name=_csrf]").dataset.header]:
					document.querySelector("meta[name=_csrf]").content}}).then((reply) => reply.status)""", act);
			assertThat(status).as(act).isEqualTo(403);
		}
		HttpResponse<String> stranger = this.client.send("GET", "http://localhost:" + this.client.port() + "/setup",
				new byte[0]);
		assertThat(stranger.statusCode()).isEqualTo(401);
	}

}
