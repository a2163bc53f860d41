package io.switchboard.console.pages;

import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A live page disturbs nobody, and a keyboard is enough for it. */
@BrowserTest
class KeysTests {

	@Autowired
	Client client;

	@Test
	void a_list_is_not_replaced_under_who_reads_it(Console console) {
		this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		page.locator("tbody th a").first().focus();
		String focused = (String) page.evaluate("document.activeElement.id");
		for (int i = 0; i < 3; i++) {
			this.client.accept(Samples.read("dtmf-to-database"));
		}
		assertThat(page.locator("#new-rows")).hasText("3 new");
		assertThat(page.locator("#" + focused)).isFocused();
		page.keyboard().press("n");
		assertThat(page.locator("#new-rows")).hasCount(0);
		assertThat(page.locator("tbody th a").first()).not().hasId(focused);
		assertThat(page.locator("#main")).isFocused();
	}

	@Test
	void a_row_of_a_list_is_a_key_away(Console console) {
		this.client.accept(Samples.read("dtmf-to-database"));
		this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events");
		page.keyboard().press("k");
		assertThat(page.locator("tbody th a").first()).isFocused();
		page.keyboard().press("j");
		assertThat(page.locator("tbody tr").nth(1).locator("a").first()).isFocused();
		page.keyboard().press("k");
		page.keyboard().press("Enter");
		page.waitForURL("**/events/**");
	}

	@Test
	void what_is_paused_stays_as_it_is(Console console) {
		this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		page.keyboard().press("p");
		assertThat(page.locator(".live-text")).hasText("paused");
		String first = page.locator("tbody th a").first().getAttribute("id");
		this.client.delivered(this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		assertThat(page.locator("tbody th a").first()).hasId(first);
		page.getByText("Resume").click();
		assertThat(page.locator("tbody th a").first()).not().hasId(first);
	}

	@Test
	void keys_lead_to_every_page_and_can_be_turned_off(Console console) {
		Page page = console.open("/");
		for (String[] way : new String[][] { { "c", "**/calls" }, { "e", "**/events" }, { "d", "**/deliveries" },
				{ "l", "**/dead-letters" }, { "r", "**/routes" }, { "a", "**/audit" }, { "b", "**/follow-ups" },
				{ "w", "**/alerts" }, { "t", "**/texts" }, { "s", "**/setup" } }) {
			page.keyboard().press("g");
			page.keyboard().press(way[0]);
			page.waitForURL(way[1]);
		}
		page.keyboard().press("/");
		assertThat(page.locator("#search")).isFocused();
		page.keyboard().type("g?");
		assertThat(page.locator("#search")).hasValue("g?");
		page.keyboard().press("Escape");
		assertThat(page.locator("#search")).not().isFocused();
		page.keyboard().press("?");
		page.waitForURL("**/keys");
		console.looksRight("/keys", "keys");
		page.getByText("Turn shortcuts off").click();
		page.keyboard().press("g");
		page.keyboard().press("c");
		assertThat(page.getByText("Turn shortcuts on")).isVisible();
		page.getByText("Turn shortcuts on").click();
	}

}
