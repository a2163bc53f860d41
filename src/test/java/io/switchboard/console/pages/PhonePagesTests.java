package io.switchboard.console.pages;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.followup.MissedCallers;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page "My phone". */
@BrowserTest
class PhonePagesTests {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	@Autowired
	ApplicationContext application;

	@Autowired
	Client client;

	private ObjectNode ring(String phone, String src, String name) {
		ObjectNode event = Samples.read("call-ringing-to-webhook");
		event.put("dst", phone).put("src", src).put("src_name", name).put("event_time", TIME.format(Instant.now()));
		return this.client.accept(event);
	}

	private void then(ObjectNode ring, String name, String context) {
		ObjectNode event = ring.deepCopy();
		event.put("id", Client.newId())
			.put("event_name", name)
			.put("context", context)
			.put("event_time", TIME.format(Instant.now()));
		event.put("root_call_id", ring.path("call_id").asLong());
		if (context.equals("QUEUE")) {
			event.put("dst", "2001")
				.put("dst_name", "Support <b>")
				.put("call_id", ring.path("call_id").asLong() + 7_000_000_000L);
		}
		this.client.post(event.toString());
	}

	private static Locator card(Page page, ObjectNode ring) {
		return page.locator(".phone-call[data-call='%d']".formatted(ring.path("call_id").asLong()));
	}

	@Test
	void the_page_shows_who_calls_what_is_known_and_what_becomes_of_it(Console console) throws SQLException {
		MissedCallers callers = new MissedCallers(this.application);
		callers.forget();
		callers.missed("447700900123", "Support", Instant.now().minus(100, ChronoUnit.MINUTES));
		this.client.post("""
				{"id":"%s","event_name":"sms.received","from_no":"447700900123","to_no":"442079460000",\
				"text":"Please <i>call</i> me"}""".formatted(Client.newId()));
		Page page = console.open("/phone");
		assertThat(page.locator("#phone-live")).hasText("live");
		ObjectNode others = ring("1002", "447700900789", "");
		ObjectNode call = ring("1001", "447700900123", "<img src=x onerror=alert(1)>");
		Locator card = card(page, call);
		assertThat(card.locator(".badge")).hasText("rings");
		assertThat(card.locator("h2")).hasText("Jane Roe, Roe & Daughters");
		assertThat(card.locator(".phone-line")).containsText("+44 7700 900123");
		assertThat(card.locator(".phone-line")).containsText("<img src=x onerror=alert(1)>");
		assertThat(card).containsText("To call back");
		assertThat(card).containsText("Please <i>call</i> me");
		assertThat(card).containsText("VIP");
		assertThat(page).hasTitle("☎ Jane Roe, Roe & Daughters");
		then(call, "call.initial", "QUEUE");
		assertThat(card).containsText("Support <b>");
		then(call, "call.connected", "LOCAL_USER");
		assertThat(card.locator(".badge")).hasText("answered");
		// a page that opens later shows the same
		Page second = console.open("/phone");
		assertThat(card(second, call).locator(".badge")).hasText("answered");
		then(call, "call.hangup", "LOCAL_USER");
		assertThat(card.locator(".badge")).hasText("ended");
		assertThat(page).hasTitle("My phone · Switchboard");
		assertThat(card(page, others)).hasCount(0);
	}

	@Test
	void my_phone_looks_right_and_fits_a_telephone(Console console) {
		console.looksRight("/phone", "phone");
		ObjectNode rings = ring("1001", "", "w".repeat(90));
		ObjectNode missed = ring("1001", "1002", "W".repeat(90));
		then(missed, "call.missed", "LOCAL_USER");
		Page page = console.open("/phone");
		assertThat(card(page, missed).locator(".badge")).hasText("not answered here");
		List<String> wrong = new ArrayList<>();
		for (int width : new int[] { 1024, 390, 320 }) {
			page.setViewportSize(width, 900);
			if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")) {
				wrong.add("" + width);
			}
			if (Boolean.getBoolean("screenshots")) {
				page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
					.setPath(java.nio.file.Path.of("target", "screenshots", "phone-" + width + ".png")));
			}
		}
		assertThat(wrong).isEmpty();
		console.looksRight("/phone", "phone-rings");
		then(rings, "call.missed", "LOCAL_USER");
	}

}
