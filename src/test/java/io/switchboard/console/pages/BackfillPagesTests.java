package io.switchboard.console.pages;

import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A route runs over past events: their number, a preview, and the run. */
@BrowserTest(BrowserTest.SECOND)
class BackfillPagesTests {

	private static final String ROUTE = "sms-received-to-database";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void a_backfill_says_how_many_and_what_it_would_do_and_runs_once_that_is_confirmed(Console console) {
		for (int i = 0; i < 4; i++) {
			this.client.delivered(this.client.accept(Samples.read(ROUTE)).path("id").asText());
		}
		this.jdbc.update("delete from delivery where route = ?", ROUTE);
		this.jdbc.update("delete from sms");
		Page page = console.open("/routes/" + ROUTE);
		page.locator("#to-backfills").click();
		assertThat(page.getByLabel("Route")).hasValue(ROUTE);
		page.getByLabel("From").fill(Instant.now().minusSeconds(86_400).toString().substring(0, 16));
		page.getByLabel("Event").fill("sms.received");
		page.locator("#look").click();
		assertThat(page.locator("#question")).hasText("Run %s over 4 events?".formatted(ROUTE));
		assertThat(page.locator("main")).containsText("It has not had 4 events that your fields name.");
		assertThat(page.locator("main")).containsText("statement");
		console.looksRight(page.url(), "backfill-preview");
		page.locator("#begin").click();
		assertThat(page.locator(".notice.good")).containsText("has started");
		assertThat(page.locator("#backfills tbody tr").first()).containsText("4 filed");
		assertThat(page.locator("#backfills tbody tr").first())
			.containsText(Pattern.compile("4 delivered", Pattern.CASE_INSENSITIVE));
		assertThat(page.locator("#backfills .badge.good").first()).hasText("done");
		console.looksRight("/backfills", "backfills");
	}

	@Test
	void a_backfill_is_paused_resumed_and_stopped_by_buttons(Console console) {
		this.client.delivered(this.client.accept(Samples.read(ROUTE)).path("id").asText());
		this.jdbc.update("delete from delivery where route = ?", ROUTE);
		this.jdbc.update("insert into paused_route (route, paused_at) values (?, '2026-01-01T00:00:00.000Z')", ROUTE);
		try {
			Page page = console.open("/backfills");
			page.getByLabel("Route").selectOption(ROUTE);
			page.getByLabel("From").fill(Instant.now().minusSeconds(86_400).toString().substring(0, 16));
			page.locator("#look").click();
			page.locator("#begin").click();
			assertThat(page.locator("#backfills tbody tr").first()).containsText("waits for the route to be resumed");
			button(page, "Pause").click();
			button(page, "Resume").click();
			button(page, "Stop").click();
			assertThat(page.locator("#backfills tbody tr").first()).containsText("stopped");
		}
		finally {
			this.jdbc.update("delete from paused_route");
		}
	}

	private static Locator button(Page page, String name) {
		return page.locator("#backfills tbody tr")
			.first()
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
	}

	@Test
	void what_cannot_be_meant_is_said_in_place_and_the_fields_are_kept(Console console) {
		Page page = console.open("/backfills/preview?route=%s&from=2026-01-01T00:00&per_second=0".formatted(ROUTE));
		assertThat(page.locator("#problem")).containsText("from 1 to 1000");
		assertThat(page.getByLabel("Route")).hasValue(ROUTE);
	}

}
