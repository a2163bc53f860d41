package io.switchboard.console.pages;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page "On call" and its operations, with the rota of the demo. */
@BrowserTest
class OnCallPagesTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@AfterEach
	void nobody_takes_over() {
		Tables.empty(this.jdbc, "on_call_override");
	}

	private static String in(int hours) {
		return LocalDateTime.now(ZoneId.of("Europe/London"))
			.plusHours(hours)
			.truncatedTo(ChronoUnit.MINUTES)
			.toString();
	}

	@Test
	void an_operator_takes_over_and_gives_back_and_a_hole_is_shown(Console console) {
		console.looksRight("/on-call", "on-call");
		Page page = console.open("/on-call");
		// nobody is on call on Sundays
		assertThat(page.locator("tbody tr th").getByText("nobody").first()).isVisible();
		page.getByLabel("Who").selectOption("zoe");
		page.getByLabel("Until").fill(in(3));
		page.locator("#take-over-support").click();
		assertThat(page.locator(".notice.good")).hasText("Taken over.");
		assertThat(page.locator("#now-support")).hasText("Zoë Grüner");
		assertThat(page.locator("tbody tr").first()).containsText("taken over");
		assertThat(page.locator(".groups li")).containsText("by admin");
		List<String> wrong = new ArrayList<>();
		for (int width : new int[] { 1024, 390, 320 }) {
			page.setViewportSize(width, 900);
			if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")) {
				wrong.add("" + width);
			}
		}
		assertThat(wrong).isEmpty();
		page.locator("[id^=end-]").click();
		assertThat(page.locator(".notice.good")).hasText("The take-over has ended.");
		assertThat(page.locator(".groups li")).hasCount(0);
		page.getByLabel("Who").selectOption("zoe");
		page.getByLabel("Until").fill(in(-3));
		page.locator("#take-over-support").click();
		assertThat(page.locator(".notice.bad")).containsText("Until: say when it ends");
		page.navigate("/audit");
		assertThat(page.locator("main")).containsText("on-call.take-over");
	}

	@Test
	void an_open_page_shows_who_takes_over_and_leaves_a_form_that_somebody_fills_in(Console console) {
		Page page = console.open("/on-call");
		page.getByLabel("Until").fill(in(3));
		Instant to = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
		assertThat(act("support/take-over?who=zoe&to=" + to).statusCode()).isEqualTo(200);
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#now-support")).hasText("Zoë Grüner");
		assertThat(page.locator("tbody tr").first()).containsText("taken over");
		assertThat(page.getByLabel("Until")).not().hasValue("");
	}

	@Test
	void a_viewer_sees_who_has_it_and_cannot_change_it(Console console) {
		Page page = console.stranger(Console.Look.LIGHT);
		page.navigate("/on-call");
		page.getByLabel("User").fill("vera");
		page.getByLabel("Password").fill(Client.PASSWORD);
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in").setExact(true)).click();
		assertThat(page.locator("#now-support")).isVisible();
		assertThat(page.locator("form[action$='/take-over']")).hasCount(0);
		assertThat(page.locator("main .list tbody tr")).not().hasCount(0);
	}

	private HttpResponse<String> act(String path) {
		return this.client.send("POST", "http://localhost:" + this.client.port() + "/api/on-call/" + path, new byte[0],
				"Authorization", "Bearer " + Client.TOKEN);
	}

	@Test
	void the_operations_say_who_has_it_and_refuse_what_cannot_be() {
		Instant to = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
		JsonNode before = this.client.data("/api/on-call").get(0);
		assertThat(before.path("rota").asText()).isEqualTo("support");
		assertThat(before.path("turns")).anyMatch((turn) -> turn.path("who").isNull());
		HttpResponse<String> taken = act("support/take-over?who=zoe&to=" + to);
		assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
		assertThat(this.client.data("/api/on-call").get(0).path("turns").get(0).path("who").asText()).isEqualTo("zoe");
		long id = this.client.data("/api/on-call").get(0).path("take_overs").get(0).path("id").asLong();
		assertThat(act("support/take-overs/" + id + "/end").statusCode()).isEqualTo(200);
		assertThat(act("support/take-overs/" + id + "/end").statusCode()).as("it is over").isEqualTo(409);
		assertThat(act("support/take-over?who=nobody-here&to=" + to).statusCode()).isEqualTo(400);
		assertThat(act("support/take-over?who=zoe").body()).contains("to: say when it ends");
		assertThat(act("sales/take-over?who=zoe&to=" + to).statusCode()).isEqualTo(404);
	}

}
