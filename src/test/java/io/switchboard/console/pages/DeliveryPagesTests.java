package io.switchboard.console.pages;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Makes dead letters: calls without a number on their way to the call log, and some of a
 * route that no longer exists.
 */
@BrowserTest
@Order(2)
class DeliveryPagesTests {

	private static final String ROUTE = "call-ended-to-database";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

	@BeforeEach
	void nothing_was_there() {
		this.jdbc.update("delete from delivery");
		this.jdbc.update("delete from attempt");
	}

	@Test
	void the_lists_look_right(Console console) {
		die(4);
		given("retrying", "gone-to-nowhere", "503 from https://crm.example.org: try again later", 3);
		given("dead", "gone-to-nowhere", "Couldn't connect to host, port: mail.example.org, 25; timeout -1", 9);
		console.looksRight("/deliveries", "deliveries");
		console.looksRight("/dead-letters", "dead-letters");
	}

	@Test
	void what_waits_behind_a_circuit_breaker_says_until_when_and_is_tried_by_a_click(Console console) throws Exception {
		AtomicBoolean back = new AtomicBoolean();
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:away?breakerFailures=1&concurrency=1&backoff=1ms&maxAttempts=99").routeId("away")
					.process((exchange) -> {
						if (!back.get()) {
							throw new ConnectException("Connection refused");
						}
					});
			}
		});
		given("pending", "away", null, 3);
		Page list = console.open("/deliveries?route=away");
		assertThat(list.locator("#rows tbody tr .reason").first()).hasText("waits for the circuit breaker");
		assertThat(list.locator("#rows tbody tr time").first()).hasText(Pattern.compile("in \\d+ s"));
		list.locator("#rows tbody th a").first().click();
		assertThat(list.locator("#progress")).containsText("waits for the circuit breaker");
		Page route = console.open("/routes/away");
		assertThat(route.locator("#progress"))
			.containsText(Pattern.compile("waits for the circuit breaker, and goes on in \\d+ s"));
		assertThat(route.locator("#progress")).not().containsText(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT"));
		back.set(true);
		route.locator("#try-now").click();
		assertThat(route.locator(".notice.good")).hasText("One delivery is tried now.");
		await().until(() -> this.client.data("/api/deliveries?route=away&status=delivered").size() == 3);
		route.navigate("/routes/away");
		route.locator("#failure-0").click();
		route.waitForURL("**/deliveries/*");
		assertThat(route.locator(".attempts")).containsText("failed");
		assertThat(route.locator("#progress")).not().containsText("waits for the circuit breaker");
		this.camel.getRouteController().stopRoute("away");
		this.camel.removeRoute("away");
	}

	@Test
	void filters_are_links(Console console) {
		die(1);
		given("retrying", "gone-to-nowhere", "try again later", 2);
		Page page = console.open("/deliveries");
		page.locator(".tabs").getByText("Retrying").click();
		page.waitForURL("**/deliveries?status=retrying");
		assertThat(page.locator("#rows tbody tr")).hasCount(2);
		page.locator("#rows tbody a", new Page.LocatorOptions().setHasText("gone-to-nowhere")).first().click();
		page.waitForURL("**/deliveries?status=retrying&route=gone-to-nowhere");
		page.locator(".tabs").getByText("Dead").click();
		assertThat(page.locator(".empty")).isVisible();
	}

	@Test
	void pages_follow_one_another(Console console) {
		given("dead", "gone-to-nowhere", "an error", 60);
		Page page = console.open("/dead-letters");
		assertThat(page.locator("#rows tbody tr")).hasCount(50);
		page.locator("#older").click();
		assertThat(page.locator("#rows tbody tr")).hasCount(10);
		assertThat(page.locator("#older")).hasCount(0);
	}

	@Test
	void a_dead_letter_is_redelivered_by_a_button_and_shows_it_by_itself(Console console) {
		die(1);
		this.jdbc.update(
				"update event set body = ?, call_id = 42, root_call_id = 42 where seq = (select max(seq) from event)",
				(Object) "{\"id\":\"x\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\",\"call_id\":42}"
					.getBytes());
		Page page = console.open("/dead-letters");
		page.locator("#rows tbody th a").click();
		assertThat(page.locator(".attempts")).containsText("failed");
		console.looksRight(page, "deliveries-one-dead");
		page.locator("#redeliver").click();
		assertThat(page.locator(".notice.good")).containsText("The result shows below.");
		assertThat(page.locator("#progress .facts .badge").first()).hasText("delivered");
		assertThat(page.locator(".attempts li")).hasCount(2);
		console.looksRight(page, "deliveries-one-delivered");
	}

	@Test
	void many_are_redelivered_after_a_look_at_how_many(Console console) {
		given("dead", "gone-to-nowhere", "Couldn't connect to /10.0.0.1:25 after 3000 ms", 30);
		given("dead", "gone-to-nowhere", "Couldn't connect to /10.0.0.2:25 after 3001 ms", 7);
		given("dead", "gone-to-nowhere", "other", 3);
		Page page = console.open("/dead-letters");
		page.locator(".groups a", new Page.LocatorOptions().setHasText("37 ×")).click();
		assertThat(page.url()).contains("error=Couldn");
		page.getByText("Redeliver all…").click();
		assertThat(page.locator("h1")).hasText("Redeliver 37 deliveries of gone-to-nowhere?");
		console.looksRight(page, "dead-letters-redeliver");
		Page late = console.open(page.url());
		button(page, "Redeliver 37 deliveries");
		assertThat(page.locator(".notice.good")).containsText("37 deliveries redelivered");
		assertThat(page.locator("tbody tr").first()).containsText("37 of 37 redelivered");
		assertThat(page.locator("tbody tr").first()).containsText("37 pending");
		console.looksRight(page, "deliveries-bulk");
		assertThat(number("pending")).isEqualTo(37);
		assertThat(number("dead")).isEqualTo(3);
		button(late, "Redeliver 37 deliveries");
		assertThat(late.locator(".notice.good")).containsText("Somebody else may have been quicker.");
	}

	@Test
	void what_is_done_to_thousands_shows_how_far_it_is_until_somebody_stops_it(Console console) {
		given("dead", "gone-to-nowhere", "thousands", 1);
		this.jdbc.update("""
				insert into event (id, event_name, context_kind, received_at, status, body)
				with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)
				select e.id || '.' || n.i, event_name, context_kind, received_at, status, body
				from event e, n where e.seq = (select max(seq) from event)""");
		this.jdbc.update("""
				insert into delivery (event_seq, route, status, attempts, last_error, updated_at)
				select seq, 'gone-to-nowhere', 'dead', 8, 'thousands', received_at from event
				order by seq desc limit 1200""");
		Page page = console.open("/dead-letters?error=thousands");
		page.getByText("Redeliver all…").click();
		button(page, "Redeliver 1,201 deliveries");
		assertThat(page.locator("tbody tr").first()).containsText("400 of 1,201 redelivered");
		assertThat(page.locator("tbody tr").first().locator("progress")).isVisible();
		assertThat(page.locator("tbody tr").first()).containsText("waits for a route of that name");
		String asks = """
				document.querySelector('[data-live][hx-trigger="every 2s"]').dispatchEvent(new CustomEvent('htmx:beforeRequest',
				{ bubbles: true, cancelable: true, detail: { requestConfig: { verb: 'get' } } }))""";
		assertThat((Boolean) page.evaluate(asks)).isTrue();
		page.locator("[data-pause]").click();
		assertThat((Boolean) page.evaluate(asks)).as("paused").isFalse();
		page.locator("[data-pause]").click();
		page.getByText("Stop", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(page.locator("tbody tr").first()).containsText("stopped");
		assertThat(number("dead")).isEqualTo(801);
	}

	@Test
	void ticked_ones_are_discarded_and_stay_ticked_while_others_come(Console console) {
		given("dead", "gone-to-nowhere", "an error", 5);
		Page page = console.open("/dead-letters");
		assertThat(page.locator("[data-needs-ticks]").first()).isDisabled();
		page.locator("input[name=ticked]").nth(1).check();
		page.locator("input[name=ticked]").nth(3).check();
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("input[name=ticked]:checked")).hasCount(2);
		button(page, "Discard…");
		assertThat(page.locator("h1")).hasText("Discard 2 deliveries?");
		button(page, "Discard 2 deliveries");
		assertThat(page.locator(".notice.good")).containsText("2 deliveries discarded");
		assertThat(number("discarded")).isEqualTo(2);
	}

	@Test
	void what_was_asked_for_before_the_first_tick_takes_none_away(Console console) {
		given("dead", "gone-to-nowhere", "an error", 2);
		Page page = console.open("/dead-letters");
		// only this test asks: a list with a ticked row stops its own updates
		page.locator("[data-pause]").click();
		List<Route> held = new ArrayList<>();
		AtomicBoolean released = new AtomicBoolean();
		page.route("**/dead-letters", (route) -> {
			if (released.get()) {
				route.resume();
			}
			else {
				held.add(route);
			}
		});
		page.waitForRequest("**/dead-letters",
				() -> page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))"));
		page.locator("input[name=ticked]").first().check();
		page.waitForResponse("**/dead-letters", () -> {
			released.set(true);
			held.forEach(Route::resume);
		}).finished();
		page.evaluate("() => new Promise(requestAnimationFrame)");
		assertThat(page.locator("input[name=ticked]:checked")).hasCount(1);
		page.locator("[data-pause]").click();
	}

	@Test
	void all_dead_letters_are_nobodys_without_a_word(Console console) {
		given("dead", "gone-to-nowhere", "an error", 3);
		Page page = console.open("/dead-letters");
		for (String form : new String[] { "", "list=dead-letters", "list=dead-letters&only=&all=false" }) {
			assertThat((Integer) page.evaluate("""
					(form) => fetch("/deliveries/discard", { method: "POST", body: new URLSearchParams(form), headers: {
					"X-CSRF-TOKEN": document.querySelector("meta[name=_csrf]").content, Accept: "text/html" }
					}).then((reply) => reply.status)""", form)).as(form).isEqualTo(400);
		}
		assertThat(number("discarded")).isZero();
		page.getByText("Discard all…").click();
		button(page, "Discard 3 deliveries");
		assertThat(page.locator(".notice.good")).containsText("3 deliveries discarded");
		assertThat(number("discarded")).isEqualTo(3);
	}

	@Test
	void a_delivery_leads_to_its_route(Console console) {
		given("dead", ROUTE, "an error", 1);
		Page page = console.open("/dead-letters");
		page.locator("#rows tbody th a").first().click();
		page.locator("#to-route").click();
		page.waitForURL("**/routes/" + ROUTE);
		given("dead", "gone-to-nowhere", "an error", 1);
		page.navigate("/deliveries?route=gone-to-nowhere");
		page.locator("#rows tbody th a").first().click();
		assertThat(page.locator("main")).containsText("all its deliveries");
		page.locator("#of-route").click();
		page.waitForURL("**/deliveries?route=gone-to-nowhere");
	}

	@Test
	void all_that_a_filter_names_are_discarded(Console console) {
		given("dead", "gone-to-nowhere", "an error", 4);
		given("dead", "other-to-nowhere", "an error", 2);
		Page page = console.open("/dead-letters?route=other-to-nowhere");
		page.getByText("Discard all…").click();
		button(page, "Discard 2 deliveries");
		assertThat(page.locator(".empty")).isVisible();
		assertThat(page.locator("#dead-count")).hasText("4");
		assertThat(number("discarded")).isEqualTo(2);
	}

	@Test
	void a_delivery_shows_its_mail_and_what_it_wrote(Console console) {
		String id = this.client.accept(Samples.read("queue-missed-call-to-email")).path("id").asText();
		List<JsonNode> deliveries = new ArrayList<>(this.client.delivered(id));
		deliveries.removeIf((each) -> !each.path("route").asText().startsWith("queue-missed-call-to"));
		for (JsonNode delivery : deliveries) {
			Page page = console.open("/deliveries/" + delivery.path("id").asText());
			boolean mail = delivery.path("route").asText().endsWith("-email");
			console.looksRight(page, "delivery-sent");
			page.locator(".sent a", new Page.LocatorOptions().setHasText(mail ? "Show the mail" : "Show the statement"))
				.click();
			if (mail) {
				assertThat(page.frameLocator("iframe.letter").locator("body")).containsText("Support");
			}
			else {
				assertThat(page.locator("main")).containsText("insert into");
			}
			page.setViewportSize(320, 800);
			console.looksRight(page, mail ? "sent-mail" : "sent-row");
		}
	}

	@Test
	void a_dead_letter_is_edited_and_goes_out_in_its_place(Console console) {
		die(1);
		Page page = console.open("/dead-letters");
		page.locator("#rows tbody th a").click();
		String original = page.url().replaceFirst(".*/", "");
		page.locator("#edit").click();
		page.getByLabel("Body, as JSON").fill("no JSON");
		page.locator("main #redeliver").click();
		assertThat(page.locator("#problem")).containsText("not JSON: line 1");
		page.setViewportSize(320, 800);
		console.looksRight(page, "delivery-edit");
		page.getByLabel("Body, as JSON").fill("{\"event_name\":\"call.missed\",\"context\":\"QUEUE\",\"call_id\":42}");
		page.locator("main #redeliver").click();
		assertThat(page.locator(".notice.good")).containsText("It takes the place of delivery");
		assertThat(page.locator("#progress .facts .badge").first()).hasText("delivered");
		page.navigate(page.url().replaceFirst("[^/]+$", original));
		assertThat(page.locator("#to-replacement")).isVisible();
		assertThat(page.locator("#redeliver")).hasCount(0);
	}

	@Test
	void the_overview_leads_to_the_dead_letters(Console console) {
		given("dead", "gone-to-nowhere", "an error", 1);
		Page page = console.open("/");
		page.locator(".notice a", new Page.LocatorOptions().setHasText("failed for good")).click();
		page.waitForURL("**/dead-letters");
	}

	private static void button(Page page, String name) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	private void die(int number) {
		for (int i = 0; i < number; i++) {
			String id = Client.newId();
			this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
			await().until(() -> this.client.data("/api/deliveries?status=dead&event_id=" + id).size() > 0);
		}
		assertThat(this.client.data("/api/deliveries?status=dead&route=" + ROUTE).size())
			.isGreaterThanOrEqualTo(number);
	}

	/** As it would be in the store. */
	private void given(String status, String route, @Nullable String error, int number) {
		for (int i = 0; i < number; i++) {
			String id = Client.newId();
			this.client.post("{\"id\":\"%s\",\"event_name\":\"call.dtmf\"}".formatted(id));
			this.jdbc.update(
					"""
							insert into delivery (event_seq, route, status, attempts, next_attempt_at, last_error, updated_at)
							select seq, ?, ?, 8, case ? when 'retrying' then '2099-01-01T00:00:00.000Z' when 'pending' then received_at end, ?,
							       received_at
							from event where id = ?""",
					route, status, status, error, id);
		}
	}

	private int number(String status) {
		return this.jdbc.queryForObject("select count(*) from delivery where status = ? and route like '%-to-nowhere'",
				Integer.class, status);
	}

}
