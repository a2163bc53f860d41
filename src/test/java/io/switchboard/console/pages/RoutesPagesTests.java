package io.switchboard.console.pages;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.EditedFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole switchboard as a picture, and one route. */
@BrowserTest
class RoutesPagesTests {

	private static final String ROUTE = "dtmf-to-database";

	@Autowired
	Client client;

	@Autowired
	RouteControl control;

	@Autowired
	DryRuns dryRuns;

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
	void an_arrow_to_a_route_says_how_many_events_went_there_by_itself(Console console) {
		Page page = console.open("/routes");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		assertThat(page.locator("svg.picture .arrow .number")).hasCount(0);
		for (int i = 0; i < 2; i++) {
			this.client.delivered(this.client.accept(Samples.read(ROUTE)).path("id").asText());
		}
		Locator arrow = page.locator("svg.picture .arrow",
				new Page.LocatorOptions().setHasText("dtmf to " + ROUTE + ": 2"));
		assertThat(arrow.locator(".number")).hasText("2");
		assertThat(page.locator("svg.picture .arrow .number")).hasCount(1);
		assertThat(page.locator("tr", new Page.LocatorOptions().setHas(page.locator("#route-" + ROUTE))))
			.containsText("call.dtmf: 2");
		assertThat(page.locator(".picture-period")).containsText("latest 5,000 deliveries");
	}

	@Test
	void a_dry_run_says_what_an_edited_folder_would_do_otherwise(Console console) {
		this.client.delivered(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText());
		Page page = console.open("/routes");
		page.locator("#to-dry-run").click();
		page.locator("#dry-run").click();
		assertThat(page.locator("#run")).containsText("no file differs");
		EditedFolder.start(this.dryRuns, "sms-received-to-email.camel.yaml", "Text message from", "SMS from");
		page.reload();
		assertThat(page.locator("#run table")).containsText("mail differs");
		assertThat(page.locator("#run .diff .add")).containsText("+ SMS from");
		console.looksRight("/routes/dry-run", "dry-run");
		page.reload();
		page.locator("#forget").click();
		assertThat(page.locator("#run table")).hasCount(0);
	}

	@Test
	void a_preview_shows_what_a_kept_event_and_a_sample_would_do(Console console) {
		String id = this.client.accept(Samples.read("sms-received-to-email").put("text", "Ring me, please"))
			.path("id")
			.asText();
		this.client.delivered(id);
		Page page = console.open("/routes/sms-received-to-email");
		page.locator("#to-preview").click();
		assertThat(page.locator(".effect h3")).containsText("Text message from 447700900");
		page.locator("#latest a").first().click();
		assertThat(page.locator(".effect .facts")).containsText("sms@localhost");
		assertThat(page.frameLocator("iframe.letter").locator("body")).containsText("Ring me, please");
		assertThat(page.locator("#steps .badge.good")).hasCount(1);
		assertThat(page.locator("#facts")).containsText(id);
		if (Boolean.getBoolean("screenshots")) {
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(java.nio.file.Path.of("target", "screenshots", "preview-mail.png")));
		}
		console.looksRight("/routes/queue-missed-call-to-email/preview?sample=queue-missed-call-to-email", "preview");
		console.looksRight("/routes/call-ended-to-crm/preview?sample=call-ended-to-crm", "preview-crm");
		console.looksRight("/routes/call-ended-to-database/preview?sample=call-ended-to-database", "preview-java");
		Page missing = console.open("/routes/sms-received-to-email/preview?event=no-such");
		assertThat(missing.locator("#preview .notice.bad")).containsText("There is no event no-such");
	}

	@Test
	void a_route_is_paused_and_resumed(Console console) {
		Page page = console.open("/routes/" + ROUTE);
		page.locator("#pause").click();
		assertThat(page.locator(".notice.good")).containsText("Paused.");
		assertThat(page.locator("#progress .badge").first()).hasText("paused");
		assertThat(this.client.data("/api/routes/" + ROUTE).path("state").asText()).isEqualTo("paused");
		page.locator("#resume").click();
		assertThat(page.locator(".notice.good")).containsText("Resumed.");
		assertThat(page.locator("#progress .badge").first()).hasText("running");
	}

	@Test
	void what_somebody_writes_or_has_the_focus_on_stays_when_the_figures_change(Console console) {
		given("dead", ROUTE, "no", 1);
		Page page = console.open("/routes/" + ROUTE);
		page.getByLabel("Reason").fill("the server is moved");
		refresh(page);
		assertThat(page.getByLabel("Reason")).hasValue("the server is moved");
		assertThat(page.getByLabel("Reason")).isFocused();
		page.locator("#dead-" + ROUTE).focus();
		this.jdbc.update("update delivery set status = 'discarded' where status = 'dead'");
		refresh(page);
		assertThat(page.locator("#dead-" + ROUTE)).hasCount(0);
		assertThat(page.locator("#to-deliveries")).isFocused();
	}

	private static void refresh(Page page) {
		page.evaluate("document.querySelector('#progress').firstElementChild.className += ' before'");
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#progress .before")).hasCount(0);
	}

	@Test
	void an_event_is_tried_and_nothing_is_kept(Console console) {
		int before = this.jdbc.queryForObject("select count(*) from event", Integer.class);
		Page page = console.open("/routes/" + ROUTE);
		page.locator("#decide").click();
		assertThat(page.locator("#decision .notice.good")).containsText(ROUTE);
		assertThat(page.locator("#rules tr:has(.badge.good)")).containsText("dtmf yes event_name = call.dtmf");
		assertThat(page.locator("#rules .badge.good")).hasCount(1);
		console.looksRight(page, "routes-decision");
		page.locator("textarea[name=event]").fill("{\"event_name\": <b>");
		page.locator("#decide").click();
		assertThat(page.locator("#decision .notice.warn")).containsText("not JSON: line 1");
		assertThat(this.jdbc.queryForObject("select count(*) from event", Integer.class)).isEqualTo(before);
	}

	@Test
	void the_picture_and_a_route_look_right(Console console) {
		delivered("call.hangup", "queue", 180, "call-ended-to-crm", "call-ended-to-database", "recording-to-archive");
		delivered("call.hangup", "user", 1014, "call-ended-to-crm", "call-ended-to-database");
		delivered("call.missed", "queue", 27, "call-ended-to-crm", "call-ended-to-database",
				"queue-missed-call-to-database", "queue-missed-call-to-email");
		delivered("call.missed", "user", 99, "call-ended-to-crm", "call-ended-to-database");
		delivered("sms.received", "unknown", 4, "sms-received-to-database", "sms-received-to-email");
		delivered("call.connected", "user", 1201, "unrouted");
		given("dead", "missed-call-sms-back", "text-back: 503 from the API", 3);
		given("retrying", "queue-missed-call-to-email", "email-team: Couldn't connect to host, port: mail, 25", 12);
		this.jdbc.update("""
				insert into attempt (delivery_id, number, redelivery, started_at, duration_ms, outcome, error)
				select id, 1, 0, updated_at, 40 + id % 50, 'failed', last_error from delivery where attempts = 8""");
		console.looksRight("/routes", "routes");
		console.looksRight("/routes/queue-missed-call-to-email", "routes-one");
		console.looksRight("/routes/call-ended-to-database", "routes-java");
		assertThat(console.open("/routes/call-ended-to-database").locator(".step-details"))
			.hasText(new String[] { "statement: call-ended" });
	}

	/** Stores events that were delivered to each of the routes. */
	private void delivered(String eventName, String contextKind, int number, String... routes) {
		String id = Client.newId();
		this.jdbc.update("""
				with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
				insert into event (id, event_name, context_kind, received_at, status, body)
				select ? || n, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'accepted', x'7b7d' from numbers""", number,
				id, eventName, contextKind);
		for (String route : routes) {
			this.jdbc.update("""
					insert into delivery (event_seq, route, status, updated_at)
					select seq, ?, 'delivered', received_at from event where substr(id, 1, length(?)) = ?""", route, id,
					id);
		}
	}

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
