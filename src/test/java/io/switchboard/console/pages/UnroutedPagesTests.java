package io.switchboard.console.pages;

import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What an older switchboard sent to unrouted, from the overview to the button. */
@BrowserTest
class UnroutedPagesTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void the_overview_leads_to_the_page_that_decides_anew(Console console) {
		String id = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		this.client.delivered(id);
		this.jdbc.update("update delivery set decided_by = '0ld'");
		console.looksRight("/unrouted", "unrouted");
		Page page = console.open("/events/" + id);
		assertThat(page.getByText("decided by an older switchboard")).isVisible();
		page.navigate("/");
		page.getByText("1 event was sent to unrouted by an older switchboard").click();
		page.waitForURL("**/unrouted");
		page.locator("#decide-older").click();
		assertThat(page.locator(".notice.good")).containsText("1 decided anew: 0 of them go to another route now");
		assertThat(page.locator("#decide-older")).hasCount(0);
		page.navigate("/");
		assertThat(page.getByText("Nothing needs attention")).isVisible();
	}

}
