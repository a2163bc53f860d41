package io.switchboard.console.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page "Texts". */
@BrowserTest
class TextPagesTests {

	private static final String TICK = "document.body.dispatchEvent(new CustomEvent('sse:tick'))";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		this.jdbc.update("delete from text_stop");
	}

	@Test
	void who_has_said_stop_is_seen_and_lifted_with_a_reason_that_the_audit_keeps(Console console) {
		ObjectNode text = this.client
			.accept(Samples.read("sms-stop-to-list").put("from_no", "447700900408").put("text", "Stop!"));
		this.client.delivered(text.path("id").asText());
		Page page = console.open("/texts");
		assertThat(page.locator("tbody tr").first()).containsText("+44 7700 900408");
		page.getByLabel("Reason to lift the STOP of +44 7700 900408").fill("They asked us to, by telephone");
		page.getByLabel("Lift the STOP of +44 7700 900408").last().click();
		assertThat(page.locator(".notice.good")).hasText("The number gets texts again.");
		assertThat(page.locator("section").first()).containsText("Nobody has said STOP.");
		assertThat(this.client.data("/api/audit?action=text-stop.lift").path(0).path("reason").asText())
			.isEqualTo("They asked us to, by telephone");
		assertThat(this.client.data("/api/audit?action=text-stop.lift").path(0).toString()).contains("number=…408")
			.doesNotContain("900408");
		page.getByLabel("Send no texts").getByLabel("Number").fill("07700 900409");
		page.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true)).fill("w".repeat(400));
		page.locator("#stop").click();
		assertThat(page.locator("tbody tr").first()).containsText("+44 7700 900409");
		for (int width : new int[] { 1024, 320 }) {
			page.setViewportSize(width, 900);
			page.navigate("/texts");
			if (Boolean.getBoolean("screenshots")) {
				page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
					.setPath(java.nio.file.Path.of("target", "screenshots", "texts-%d.png".formatted(width))));
			}
			assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
		}
		assertThat(this.client.data("/api/text-stops?number=%2B447700900409").path(0).path("number").asText())
			.isEqualTo("+447700900409");
	}

	@Test
	void an_open_page_shows_a_new_stop_but_not_under_who_gives_a_reason(Console console) {
		Page page = console.open("/texts");
		stop("447700900418");
		page.evaluate(TICK);
		assertThat(page.locator("#stops tbody tr")).hasCount(1);
		Locator reason = page.getByLabel("Reason to lift the STOP of +44 7700 900418");
		reason.fill("They asked");
		stop("447700900419");
		page.locator("#search").focus();
		page.waitForResponse("**/texts", () -> page.evaluate(TICK));
		page.evaluate("new Promise((then) => requestAnimationFrame(() => setTimeout(then)))");
		assertThat(reason).hasValue("They asked");
		assertThat(page.locator("#stops tbody tr")).hasCount(1);
		reason.fill("");
		page.locator("#search").focus();
		page.evaluate(TICK);
		assertThat(page.locator("#stops tbody tr")).hasCount(2);
	}

	private void stop(String number) {
		ObjectNode text = this.client
			.accept(Samples.read("sms-stop-to-list").put("from_no", number).put("text", "Stop!"));
		this.client.delivered(text.path("id").asText());
	}

}
