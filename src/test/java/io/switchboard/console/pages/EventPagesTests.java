package io.switchboard.console.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.ReadClasses;
import io.switchboard.Samples;
import io.switchboard.audit.Audited;
import io.switchboard.voipstudio.CallOutcome;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrowserTest(BrowserTest.SECOND)
class EventPagesTests {

	@Autowired
	Client client;

	@Test
	void the_list_looks_right(Console console) {
		some(12);
		quarantined("{\"event_name\":\"call.missed\"}".getBytes(StandardCharsets.UTF_8));
		console.looksRight("/events", "events");
		console.looksRight("/events?status=quarantined&event_name=call.missed", "events-filtered");
	}

	@Test
	void filters_are_links_and_stand_in_the_url(Console console) {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email"));
		Page page = console.open("/events");
		page.getByLabel("Event", new Page.GetByLabelOptions().setExact(true)).fill("call.missed");
		page.getByLabel("Number").fill("+" + event.path("src").asText());
		page.getByLabel("Context").selectOption("queue");
		page.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
		page.waitForURL("**/events?event_name=call.missed&context_kind=queue&number=%2B*");
		assertThat(page.locator("#rows tbody tr").first()).containsText(event.path("id").asText());
		page.locator(".chip", new Page.LocatorOptions().setHasText("context kind")).click();
		assertThat(page.url()).doesNotContain("context_kind").contains("event_name=call.missed");
		page.locator(".tabs").getByText("Quarantined").click();
		assertThat(page.url()).contains("status=quarantined");
		page.getByText("Clear all").click();
		assertThat(page.url()).endsWith("/events");
	}

	@Test
	void a_filter_offers_every_word_that_exists_and_no_other(Console console) {
		Set<String> names = new TreeSet<>(EventNames.ROUTED);
		names.addAll(EventNames.OURS);
		assertThat(offered(console, "/events", "#event-names option")).containsExactlyInAnyOrderElementsOf(names);
		Set<String> audited = ReadClasses.ALL.stream()
			.flatMap((each) -> each.getMethods().stream())
			.filter((each) -> each.isAnnotatedWith(Audited.class))
			.map((each) -> each.getAnnotationOfType(Audited.class).value().replaceFirst("\\..*", ""))
			.collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("login", "logout"))));
		assertThat(offered(console, "/audit", "#actions option")).containsExactlyInAnyOrderElementsOf(audited);
		assertThat(offered(console, "/events", "[name=context_kind] option")).hasSize(1 + ContextKind.values().length);
		assertThat(offered(console, "/backfills", "[name=context_kind] option"))
			.hasSize(1 + ContextKind.values().length);
		assertThat(offered(console, "/calls", "[name=outcome] option")).hasSize(1 + CallOutcome.values().length);
		assertThat(offered(console, "/calls", "[name=direction] option")).containsExactly("", "in", "out");
	}

	private static List<String> offered(Console console, String path, String options) {
		return console.open(path)
			.locator(options)
			.all()
			.stream()
			.map((option) -> option.getAttribute("value"))
			.toList();
	}

	@Test
	void an_event_becomes_a_sample_without_anything_of_its_person(Console console) {
		ObjectNode event = this.client
			.accept(Samples.read("sms-received-to-email").put("from_no", "442079460123").put("text", "Ring Jane Roe"));
		String id = event.path("id").asText();
		this.client.delivered(id);
		Page page = console.open("/events/" + id);
		page.getByLabel("Sample for sms-received-to-email").click();
		assertThat(page.locator("h2").first()).hasText("sms-received-to-email.recorded.json");
		assertThat(page.locator("#sample-json")).containsText("\"from_no\": \"447700900");
		assertThat(page.locator("#sample-expect")).containsText("subject: Text message from 447700900");
		assertThat(page.locator("main")).not().containsText("2079460123");
		assertThat(page.locator("main")).not().containsText("Jane");
		var download = page.waitForDownload(() -> page.locator("#download-expect").click());
		assertThat(download.suggestedFilename()).isEqualTo("sms-received-to-email.recorded.expect.yaml");
		console.looksRight("/samples/new?event=%s&route=sms-received-to-email".formatted(id), "sample");
	}

	@Test
	void a_time_in_our_zone_filters_too(Console console) {
		some(1);
		Page page = console.open("/events?to=2020-01-31T08:00");
		assertThat(page.locator(".empty")).containsText("Nothing matches these filters");
		page.navigate("/events?from=2020-01-31T08:00");
		assertThat(page.locator("#rows tbody tr").first()).isVisible();
	}

	@Test
	void the_first_page_is_live_and_older_ones_follow(Console console) {
		some(60);
		Page page = console.open("/events?event_name=call.dtmf");
		assertThat(page.locator("#rows tbody tr")).hasCount(50);
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		assertThat(page.locator("#rows tbody tr").first()).containsText(event.path("id").asText());
		String last = page.locator("#rows tbody tr .id").last().textContent();
		page.locator("#older").click();
		assertThat(page.url()).contains("cursor=");
		assertThat(page.locator("#rows tbody tr .id").first()).not().hasText(last);
		page.getByText("Newest").click();
		assertThat(page.url()).doesNotContain("cursor=");
	}

	@Test
	void one_event_shows_its_body_and_where_it_went(Console console) {
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		this.client.delivered(event.path("id").asText());
		console.looksRight("/events/" + event.path("id").asText(), "event");
		Page page = console.open("/events/" + event.path("id").asText());
		assertThat(page.locator("#event-body")).containsText("\"event_name\" : \"call.dtmf\"");
		page.locator("section[aria-labelledby=deliveries-title] th a").click();
		assertThat(page.locator(".attempts")).containsText("delivered");
	}

	@Test
	void a_delivery_that_waits_is_seen_to_be_done_without_a_word(Console console) {
		act("pause");
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events/" + event.path("id").asText());
		Locator row = page.locator("#deliveries tbody tr",
				new Page.LocatorOptions().setHas(page.getByText("dtmf-to-database")));
		assertThat(row).containsText("pending");
		row.getByLabel("Preview of dtmf-to-database").focus();
		act("resume");
		this.client.delivered(event.path("id").asText());
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(row).containsText("delivered");
		assertThat(row.getByLabel("Preview of dtmf-to-database")).isFocused();
	}

	@Test
	void an_event_says_what_each_rule_says_of_it_and_that_none_matched(Console console) {
		ObjectNode event = this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events/" + event.path("id").asText());
		Locator rule = page.locator("section[aria-labelledby=rules-title] tbody tr",
				new Page.LocatorOptions().setHas(page.locator(".badge.good")));
		assertThat(rule.locator("th")).hasText("dtmf");
		assertThat(rule).containsText("event_name call.dtmf");
		Locator others = page.locator("#other-rules");
		assertThat(others.locator("table")).isHidden();
		others.locator("summary").click();
		assertThat(others.locator("tbody tr").first()).isVisible();
		ObjectNode other = this.client.accept(Samples.read("dtmf-to-database").put("event_name", "call.unheard"));
		this.client.delivered(other.path("id").asText());
		page.navigate("/events/" + other.path("id").asText());
		assertThat(page.locator(".badge.warn")).hasText("no rule matched");
		assertThat(page.locator("section[aria-labelledby=rules-title]")).containsText("No rule matches");
		assertThat(page.locator("section[aria-labelledby=rules-title] .badge.good")).hasCount(0);
		assertThat(page.locator("#other-rules table")).isVisible();
		console.looksRight(page, "event-unrouted");
	}

	@Test
	void what_is_in_quarantine_is_found_from_the_overview_and_shown_with_its_reason(Console console) {
		quarantined(new byte[] { '{', '<', 'b', '>', (byte) 0xff, 0, (byte) 0xc3 });
		// the overview may be a second old
		await().until(() -> this.client.api("/").body().contains("See the quarantine"));
		Page page = console.open("/");
		page.locator(".notice a", new Page.LocatorOptions().setHasText("See the quarantine")).click();
		page.waitForURL("**/events?status=quarantined");
		page.locator("#rows tbody th a").first().click();
		assertThat(page.locator(".notice")).containsText("In quarantine");
		assertThat(page.locator("#event-body")).hasText("{<b>\\xff\\x00\\xc3");
		assertThat(page.locator("#body-title")).containsText("not UTF-8 text, 7 bytes");
		console.looksRight(page, "events-quarantined");
	}

	@Test
	void hostile_text_is_text(Console console) {
		String id = "a/b%;<img src=x onerror=alert(1)>" + Client.newId();
		ObjectNode event = Samples.read("dtmf-to-database")
			.put("event_name", "<script>alert(1)</script>")
			.put("id", id);
		this.client.post(event.toString());
		Page page = console.open("/events");
		page.locator("#rows tbody th a", new Page.LocatorOptions().setHasText("<script>alert(1)</script>"))
			.first()
			.click();
		assertThat(page.locator("h1")).containsText("<script>alert(1)</script>");
		assertThat(page.locator("main")).containsText(id);
		assertThat(page.locator("main img")).hasCount(0);
		console.looksRight(page, "events-hostile");
	}

	private void act(String action) {
		this.client.send("POST",
				"http://localhost:%d/api/routes/dtmf-to-database/%s".formatted(this.client.port(), action), new byte[0],
				"Authorization", "Bearer " + Client.TOKEN);
	}

	private void some(int number) {
		for (int i = 0; i < number; i++) {
			this.client.accept(Samples.read((i % 4 == 1) ? "queue-missed-call-to-email" : "dtmf-to-database"));
			if (number > 50) {
				this.client.accept(Samples.read("dtmf-to-database"));
			}
		}
	}

	private void quarantined(byte[] body) {
		assertThat(this.client.post(body).body()).contains("quarantined");
	}

}
