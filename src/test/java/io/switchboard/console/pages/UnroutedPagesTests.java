package io.switchboard.console.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Unrouted events, and the button that decides them again. */
@BrowserTest(BrowserTest.SECOND)
class UnroutedPagesTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void what_an_older_switchboard_decided_is_decided_anew_by_a_button(Console console) {
		for (int i = 0; i < 2; i++) {
			this.client.delivered(this.client.accept(Samples.read("unrouted.hold")).path("id").asText());
		}
		this.jdbc.update("update delivery set decided_by = '0ld' where id = (select min(id) from delivery)");
		console.looksRight("/unrouted", "unrouted");
		Page page = console.open("/");
		page.locator(".problems a").filter(new Locator.FilterOptions().setHasText("an older switchboard")).click();
		page.waitForURL("**/unrouted");
		assertThat(page.locator("main"))
			.containsText("2 events went here, because no rule matched. 1 of them were decided");
		page.locator("#decide-older").click();
		assertThat(page.locator(".notice.good")).containsText("1 decided again: 0 of them go to another route now");
		assertThat(page.locator("#decide-older")).hasCount(0);
		page.locator("#decide-all").click();
		assertThat(page.locator(".notice.good")).containsText("2 decided again: 0 of them go to another route now");
	}

	@Test
	void what_has_a_rule_now_goes_to_its_route(Console console) {
		String id = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		this.client.delivered(id);
		this.jdbc.update("update event set event_name = 'sms.received', body = ? where id = ?",
				Samples.read("sms-received-to-database").put("id", id).toString().getBytes(), id);
		Page page = console.open("/deliveries?route=unrouted");
		page.locator("#to-unrouted").click();
		page.locator("#decide-all").click();
		assertThat(page.locator(".notice.good")).containsText("1 decided again: 1 of them go to another route now");
		assertThat(page.locator("main")).containsText("0 events went here");
		assertThat(page.locator("#decide-all")).hasCount(0);
	}

}
