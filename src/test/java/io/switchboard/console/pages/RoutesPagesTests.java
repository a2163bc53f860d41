package io.switchboard.console.pages;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.delivery.RouteControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole switchboard as a picture, and one route. */
@BrowserTest
@TestPropertySource(properties = "spring.application.name=routes-pages")
class RoutesPagesTests {

	private static final String ROUTE = "dtmf-to-database";

	@Autowired
	Client client;

	@Autowired
	RouteControl control;

	@Autowired
	JdbcTemplate jdbc;

	@AfterEach
	void nothing_is_left() throws java.sql.SQLException {
		this.control.resume(ROUTE);
		this.jdbc.update("delete from delivery");
		this.jdbc.update("delete from attempt");
	}

	@Test
	void every_route_is_a_link_in_the_picture_and_failures_show_by_themselves(Console console) {
		Page page = console.open("/routes");
		List<String> linked = page.locator("svg.picture a .box-title").allTextContents();
		assertThat(linked).contains(ROUTE, "call-ended-to-database", "unrouted")
			.containsExactlyInAnyOrderElementsOf(this.control.routes()
				.stream()
				.map(RouteControl.RouteState::id)
				.filter((id) -> !id.equals("switchboard"))
				.toList());
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		given("dead", ROUTE, "write-dtmf: the disk is full", 3);
		Locator box = page.locator("svg.picture .box.route.bad");
		assertThat(box).containsText("3 dead");
		assertThat(page.locator("svg.picture .arrow.bad text")).hasText("3 failed");
		page.locator("svg.picture a", new Page.LocatorOptions().setHasText(ROUTE)).click();
		page.waitForURL("**/routes/" + ROUTE);
	}

	@Test
	void a_route_is_paused_and_resumed(Console console) {
		Page page = console.open("/routes/" + ROUTE);
		page.locator("#pause").click();
		assertThat(page.locator(".notice.good")).containsText("It is paused");
		assertThat(page.locator("#progress .badge").first()).hasText("paused");
		assertThat(this.client.data("/api/routes/" + ROUTE).path("state").asText()).isEqualTo("paused");
		page.locator("#resume").click();
		assertThat(page.locator(".notice.good")).containsText("It goes on");
		assertThat(page.locator("#progress .badge").first()).hasText("running");
	}

	@Test
	void an_event_is_tried_and_nothing_is_kept(Console console) {
		int before = this.jdbc.queryForObject("select count(*) from event", Integer.class);
		Page page = console.open("/routes/" + ROUTE);
		page.locator("#decide").click();
		assertThat(page.locator("#decision .notice.good")).containsText(ROUTE);
		page.locator("textarea[name=event]").fill("{\"event_name\": <b>");
		page.locator("#decide").click();
		assertThat(page.locator("#decision .notice.warn")).containsText("not JSON: line 1");
		assertThat(this.jdbc.queryForObject("select count(*) from event", Integer.class)).isEqualTo(before);
	}

	@Test
	void the_picture_and_a_route_look_right(Console console) {
		given("dead", "missed-call-sms-back", "text-back: 503 from the API", 3);
		given("retrying", "queue-missed-call-to-email", "email-team: Couldn't connect to host, port: mail, 25", 12);
		this.jdbc.update("""
				insert into attempt (delivery_id, number, redelivery, started_at, duration_ms, outcome, error)
				select id, 1, 0, updated_at, 40 + id % 50, 'failed', last_error from delivery where attempts = 8""");
		console.looksRight("/routes", "routes");
		console.looksRight("/routes/queue-missed-call-to-email", "routes-one");
		console.looksRight("/routes/call-ended-to-database", "routes-java");
	}

	/** As it would be in the store. */
	private void given(String status, String route, String error, int number) {
		for (int i = 0; i < number; i++) {
			String id = Client.newId();
			this.client.post("{\"id\":\"%s\",\"event_name\":\"call.unheard\"}".formatted(id));
			this.jdbc.update("""
					insert into delivery (event_seq, route, status, attempts, next_attempt_at, last_error, updated_at)
					select seq, ?, ?, 8, case ? when 'retrying' then '2099-01-01T00:00:00.000Z' end, ?, received_at
					from event where id = ?""", route, status, status, error, id);
		}
	}

}
