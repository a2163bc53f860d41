package io.switchboard.console.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.alerts.Trouble;
import io.switchboard.alerts.TroubleKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrowserTest(BrowserTest.SECOND)
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
		// the overview shows the last values for a moment longer
		await().until(() -> !this.snapshots.current().isFirstRun());
	}

	@Test
	void the_overview_looks_right(Console console) {
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
	void each_problem_leads_to_where_somebody_acts(Console console) {
		String event = this.client.accept(Samples.read("dtmf-to-database")).path("id").asText();
		Page page = console.open("/");
		for (TroubleKind kind : TroubleKind.values()) {
			String subject = switch (kind) {
				case STORE_AWAY, WEBHOOKS_SILENT, API_KEY -> "";
				case CERTIFICATE -> "crm.example.org:8443";
				case UNDECIDED -> event;
				default -> "dtmf-to-database";
			};
			String link = new Trouble(kind, subject, "", 0, null).link();
			if (link == null) {
				assertThat(kind).isEqualTo(TroubleKind.STORE_AWAY);
				continue;
			}
			assertThat(page.navigate(link).status()).as(link).isEqualTo(200);
			if (link.contains("#")) {
				assertThat(page.locator(link.substring(link.indexOf('#')))).isVisible();
			}
			else if (!subject.isEmpty()) {
				assertThat(page.locator("main")).containsText(subject);
			}
			assertThat(page.locator("#problem")).hasCount(0);
		}
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
	void tiles_lead_on_and_each_route_says_how_it_did(Console console) {
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		this.client.delivered(event.path("id").asText());
		Page page = console.open("/");
		for (String[] tile : new String[][] { { "tile-events", "**/events" },
				{ "tile-pending", "**/deliveries?status=pending" }, { "tile-dead", "**/dead-letters" },
				{ "calls-answered", "**/calls?outcome=answered*" } }) {
			page.locator("#" + tile[0]).click();
			page.waitForURL(tile[1]);
			page.navigate("/");
		}
		assertThat(page.locator("#figures tbody tr", new Page.LocatorOptions().setHasText("dtmf-to-database")))
			.containsText(
					java.util.regex.Pattern.compile("[1-9][0-9,]*\\s+[0-9]+ %\\s+[0-9.]+ m?s\\s+[0-9]+ (s|min|h) ago"));
	}

	@Test
	void a_plot_is_zoomed_by_dragging_and_stays_so(Console console) {
		Page page = console.open("/");
		page.waitForSelector(".plot[data-drawn='60'] canvas");
		String last = "document.querySelector('.plot .u-over').getBoundingClientRect()";
		double left = ((Number) page.evaluate(last + ".left")).doubleValue();
		double top = ((Number) page.evaluate(last + ".top")).doubleValue();
		page.mouse().move(left + 100, top + 20);
		page.mouse().down();
		page.mouse().move(left + 300, top + 20);
		page.mouse().up();
		byte[] zoomed = page.locator(".plot canvas").screenshot();
		page.evaluate("dispatchEvent(new Event('resize'))");
		page.locator(".plot .u-over").dblclick();
		assertThat(java.util.Arrays.equals(zoomed, page.locator(".plot canvas").screenshot())).isFalse();
	}

	@Test
	void a_wallboard_says_in_large_letters_how_all_is(Console console) {
		Page page = console.open("/wallboard");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		assertThat(page.locator(".wall .notice")).isVisible();
		assertThat(page.locator(".wall .stat").first()).isVisible();
		console.looksRight("/wallboard", "wallboard");
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
