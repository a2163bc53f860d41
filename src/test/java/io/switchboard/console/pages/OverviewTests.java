package io.switchboard.console.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrowserTest
@Order(2)
class OverviewTests {

	@Autowired
	private Snapshots snapshots;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	LiveStream stream;

	@BeforeEach
	void something_came_in() {
		long minute = System.currentTimeMillis() / 60_000;
		for (int i = 0; i < 60; i++) {
			this.jdbc.update(
					"insert into event_count (minute, event_name, context_kind, number) values (?, ?, ?, ?)"
							+ " on conflict (minute, event_name, context_kind) do nothing",
					minute - i, "call.hangup", "queue", 20 + (i * 7) % 13);
			this.jdbc.update(
					"insert into event_count (minute, event_name, context_kind, number) values (?, ?, ?, ?)"
							+ " on conflict (minute, event_name, context_kind) do nothing",
					minute - i, "call.missed", "queue", (i * 5) % 7);
		}
		this.client.accept(Samples.read("dtmf-to-database"));
		// what was read last is shown for a moment longer
		await().until(() -> !this.snapshots.current().isFirstRun());
	}

	@Test
	void it_looks_right(Console console) {
		for (Console.Look look : Console.Look.values()) {
			Page page = console.open("/", look);
			page.waitForSelector(".plot[data-drawn='60'] canvas");
			console.looksRight(page, "overview-" + look.name().toLowerCase());
		}
	}

	@Test
	void what_comes_in_shows_by_itself(Console console) {
		Page page = console.open("/");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		assertThat(page.locator("#figures")).containsText("queue-missed-call-to-email");
		page.evaluate("document.title = 'not loaded again'");
		String before = page.locator(".stat dd").first().textContent();
		for (int i = 0; i < 3; i++) {
			this.client.accept(Samples.read("dtmf-to-database"));
		}
		assertThat(page.locator(".stat dd").first()).not().hasText(before);
		assertThat(page).hasTitle("not loaded again");
	}

	@Test
	void a_dead_letter_comes_first_and_a_screen_reader_hears_of_it(Console console) {
		Page page = console.open("/");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		this.client
			.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(Client.newId()));
		assertThat(page.locator(".notice").first()).containsText("failed for good");
		assertThat(page.locator(".list tr", new Page.LocatorOptions().setHasText("call-ended-to-database"))
			.locator(".bad")).isVisible();
		assertThat(page.locator("#announcer[role=status]")).containsText("failed for good");
		console.looksRight(page, "overview-dead-letter");
	}

	@Test
	void the_plot_has_a_range_in_the_url_and_a_table_that_says_the_same(Console console) {
		Page page = console.open("/?range=day");
		page.waitForSelector(".plot[data-drawn='96'] canvas");
		assertThat(page.locator(".tabs [aria-current]")).hasText("Day");
		page.getByText("Week").click();
		page.waitForURL("**/?range=week");
		page.waitForSelector(".plot[data-drawn='168'] canvas");
		page.locator("summary").click();
		assertThat(page.locator(".plot-figures tbody tr")).hasCount(168);
		console.looksRight(page, "overview-table");
	}

	@Test
	void the_theme_is_chosen_and_kept(Console console) {
		Page page = console.open("/");
		String light = background(page);
		page.getByText("Theme: auto").click();
		page.getByText("Theme: light").click();
		assertThat(background(page)).isNotEqualTo(light);
		page.reload();
		assertThat(page.getByText("Theme: dark")).isVisible();
		assertThat(background(page)).isNotEqualTo(light);
	}

	private static String background(Page page) {
		return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
	}

	@Test
	void nothing_is_read_while_no_page_is_open(Console console) {
		Page page = console.open("/");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		assertThat(this.stream.listening()).isPositive();
		page.close();
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		this.client.delivered(event.path("id").asText());
		await().untilAsserted(() -> assertThat(this.stream.listening()).isZero());
	}

}
