package io.switchboard.console.pages;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.calls.WorkedOut;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrowserTest(BrowserTest.SECOND)
class CallPageTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	WorkedOut workedOut;

	@Autowired
	DemoCalls calls;

	/** Plays a scenario and returns the new call. */
	private long played(String scenario, double speed) {
		Set<Long> before = roots();
		this.calls.play(scenario, speed);
		return await().until(() -> {
			Set<Long> now = roots();
			now.removeAll(before);
			return now;
		}, (calls) -> !calls.isEmpty()).iterator().next();
	}

	private Set<Long> roots() {
		Set<Long> roots = new HashSet<>();
		this.client.data("/api/calls?limit=500").forEach((call) -> roots.add(call.path("root_call_id").asLong()));
		return roots;
	}

	private void ended(long call) {
		await().until(() -> this.client.data("/api/calls/" + call).path("call").path("state").asText().equals("ended"));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	@Test
	void a_call_is_a_ladder_of_all_that_happened(Console console) {
		long call = played("queue-answered-after-three-agents", 200);
		ended(call);
		Page page = console.open("/calls/" + call);
		assertThat(page.locator("thead .leg"))
			.hasText(new String[] { "Support queue", "Alice Brown", "John Smith", "Zoë Grüner" });
		assertThat(page.locator("thead .lane.caller")).hasText("Caller +44 7700 900456");
		assertThat(page.locator(".step:not(.sent)")).hasCount(11);
		assertThat(page.locator(".step:not(.sent) th").first()).containsText("call.initial");
		assertThat(page.locator(".step .at").first()).containsText("+0:00");
		assertThat(page.locator(".step.sent th").first()).containsText("call-ended-to-database");
		page.waitForSelector(".step.sent.good");
		page.getByText("call.connected").first().click();
		assertThat(page.locator("#panel pre.body")).containsText("\"event_name\" : \"call.connected\"");
		assertThat(page.locator("#panel .plain-list .badge")).hasText("no rule matched");
		assertThat(page.locator(".ladder .chosen")).containsText("call.connected");
		assertThat(page.url()).contains("?event=");
		page.reload();
		assertThat(page.locator("#panel pre.body")).containsText("\"event_name\" : \"call.connected\"");
		assertThat(page.locator("#enrichment .record").first())
			.isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions().setTimeout(10_000));
		assertThat(page.locator("thead .route")).hasCount(3);
		page.setViewportSize(1280, 800);
		assertThat((Boolean) page.locator(".scroll").evaluate("(each) => each.scrollWidth <= each.clientWidth"))
			.as("the ladder fits")
			.isTrue();
		String address = page.url().replaceFirst("https?://[^/]*", "");
		console.looksRight(address, "calls-ladder");
	}

	@Test
	void a_recording_is_there_to_listen_to(Console console) {
		long call = played("recorded-queue-call", 200);
		ended(call);
		await().until(() -> this.client.data("/api/calls/" + call + "?enrich=true")
			.path("enrichment")
			.path("recordings")
			.size() == 1);
		Page page = console.open("/calls/" + call);
		assertThat(page.locator("audio")).hasAttribute("src",
				java.util.regex.Pattern.compile("/api/recordings/\\d+\\.mp3"));
		assertThat((Integer) page.evaluate("fetch(document.querySelector('audio').src).then((reply) => reply.status)"))
			.isEqualTo(200);
		console.looksRight(page, "calls-recording");
	}

	@Test
	void a_call_that_goes_on_is_followed_transferred_and_ended(Console console) {
		long call = played("vip-call", 1);
		Page page = console.open("/calls/" + call);
		assertThat(page.locator("#facts .badge")).hasText("ringing");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		page.evaluate("document.title = 'not loaded again'");
		page.getByLabel("Transfer to").fill("nobody");
		button(page, "Transfer").click();
		assertThat(page.locator("#acted .bad")).containsText("not an extension or a number");
		page.getByLabel("Transfer to").fill("1003");
		button(page, "Transfer").click();
		assertThat(page.locator("#acted .good")).containsText("transfers the call");
		assertThat(page.locator("thead .leg")).hasText(new String[] { "John Smith", "Zoë Grüner" });
		console.looksRight(page, "calls-live");
		page.getByText("Hang up …").click();
		button(page, "Hang it up").click();
		assertThat(page.locator("#facts .badge")).not().hasText("ringing");
		assertThat(page.locator("thead")).containsText("call-ended-to-database");
		assertThat(page.getByLabel("Transfer to")).hasCount(0);
		assertThat(page).hasTitle("not loaded again");
	}

	@Test
	void a_dead_letter_is_redelivered_from_the_page(Console console) {
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		JsonNode delivery = this.client.delivered(event.path("id").asText()).get(0);
		this.jdbc.update("update delivery set status = 'dead', last_error = 'away' where id = ?",
				delivery.path("id").asLong());
		this.jdbc.update("""
				insert into attempt (delivery_id, number, started_at, duration_ms, outcome, error)
				select id, 1, started_at, duration_ms, 'failed', 'insert-dtmf: the <database> is away'
				from delivery where id = ?""", delivery.path("id").asLong());
		this.jdbc.update("update delivery set started_at = null, duration_ms = null where id = ?",
				delivery.path("id").asLong());
		this.jdbc.update("delete from dtmf where call_id = ?", event.path("call_id").asLong());
		Page page = console.open("/calls/" + event.path("call_id").asText());
		assertThat(page.locator(".step.sent.bad .fault")).hasText("insert-dtmf: the <database> is away");
		page.locator("#delivery-" + delivery.path("id").asText()).click();
		assertThat(page.locator("#panel pre").first()).hasText("insert-dtmf: the <database> is away");
		page.getByText("Redeliver …").click();
		console.looksRight(page, "calls-dead-letter");
		button(page, "Redeliver it").click();
		assertThat(page.locator("#panel .card-head .badge")).hasText("delivered");
		assertThat(page.locator(".step.sent .badge.good")).hasText("delivered");
		assertThat(page.locator("#panel .attempts li")).hasCount(2);
		this.jdbc.update("update delivery set status = 'dead' where id = ?", delivery.path("id").asLong());
		page.reload();
		page.getByText("Discard …").click();
		button(page, "Discard it").click();
		assertThat(page.locator("#panel .card-head .badge")).hasText("discarded");
		// its row exists already
		page.getByText("Redeliver …").click();
		button(page, "Redeliver it").click();
		assertThat(page.locator("#panel .card-head .badge")).hasText("skipped");
		assertThat(page.locator(".step.sent")).containsText("the statement changed no row");
		page.locator("#to-delivery").click();
		page.waitForURL("**/deliveries/" + delivery.path("id").asText());
		assertThat(page.locator("#why-skipped")).containsText("the statement changed no row");
	}

	@Test
	void what_became_of_the_call_is_told_in_words(Console console) {
		long call = played("queue-left-open", 1000);
		await().until(() -> this.client.data("/api/calls/" + call).toString().contains("call.missed"));
		this.workedOut.bringUpToDate();
		this.workedOut.settle(java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.ofHours(3)));
		this.jdbc.update("delete from leader where work = 'settling'");
		Page page = console.open("/calls/" + call);
		assertThat(page.locator("#facts .badge")).hasText("abandoned");
		assertThat(page.locator("#fact-outcome")).hasText("it waited in a queue, and nobody took it");
		assertThat(page.locator("#ladder")).containsText("call.settled");
		Page list = console.open("/calls?outcome=abandoned&call_id=" + call);
		assertThat(list.locator("td .badge").first()).hasText("abandoned");
	}

	@Test
	void of_a_long_call_the_end_is_shown_first(Console console) {
		ObjectNode event = Samples.read("dtmf-to-database");
		long call = this.client.accept(event).path("call_id").asLong();
		for (int i = 0; i < 129; i++) {
			this.client.post(event.put("id", Client.newId()).put("call_id", call).toString());
		}
		Page page = console.open("/calls/" + call);
		assertThat(page.locator(".step:not(.sent)")).hasCount(100);
		page.getByText("Show all").click();
		page.waitForLoadState();
		assertThat(page.locator(".step:not(.sent)")).hasCount(130);
	}

	@Test
	void a_call_that_nobody_knows_is_told_so(Console console) {
		console.looksRight("/calls/5", "calls-unknown");
		Page page = console.open("/calls/5");
		assertThat(page.locator("h1")).hasText("This call is not known");
	}

}
