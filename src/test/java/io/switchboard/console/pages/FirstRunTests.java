package io.switchboard.console.pages;

import com.microsoft.playwright.Page;
import io.switchboard.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Switchboard of its own, because only its first event is the first. */
@BrowserTest
class FirstRunTests {

	@Autowired
	Client client;

	/** The overview shows the last values for a moment longer. */
	@BeforeEach
	void nothing_is_shown_of_before(Console console) {
		Page page = console.open("/");
		await().pollInSameThread().until(() -> {
			page.navigate("/");
			return page.locator(".notice.wait").count() > 0;
		});
		page.close();
	}

	@Test
	void an_empty_console_says_what_to_do_and_turns_green_with_the_first_event(Console console) {
		console.looksRight("/", "first-run");
		Page page = console.open("/");
		assertThat(page.locator(".notice.wait")).isVisible();
		assertThat(page.locator(".ticks")).containsText("Call State Change");
		assertThat(page.locator("main")).not().containsText(Client.KEY);
		page.getByText("Show the key").click();
		assertThat(page.locator("#webhook-url"))
			.hasText("http://localhost:" + this.client.port() + "/webhooks/voipstudio/" + Client.KEY);
		page.getByText("Copy", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(page.locator("[data-copy]")).hasText("Copied");
		assertThat((String) page.evaluate("navigator.clipboard.readText()")).endsWith("/" + Client.KEY);
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.dtmf\"}".formatted(Client.newId()));
		assertThat(page.locator(".notice.good")).containsText("The first event has arrived");
		console.looksRight(page, "first-run-arrived");
		page.locator("#to-overview").click();
		assertThat(page.locator("h1")).hasText("Overview");
	}

	@Test
	void in_the_demo_a_click_plays_a_call(Console console) {
		Page page = console.open("/");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		page.getByText("Play a queue call").click();
		assertThat(page.locator("#played")).containsText("Playing");
		assertThat(page.locator(".notice.good")).isVisible();
	}

}
