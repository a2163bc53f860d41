package io.switchboard.console.pages;

import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Saved views: the filters of a list under a name, for one user or for all. */
@BrowserTest
class ViewPagesTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@AfterEach
	void none_is_left() {
		this.jdbc.update("delete from saved_view");
	}

	@Test
	void a_view_that_says_today_is_that_of_the_day_when_it_is_opened(Console console) {
		this.client.accept(Samples.read("dtmf-to-database"));
		Page page = console.open("/events?event_name=call.dtmf");
		page.locator(".spans").getByText("Today").click();
		save(page, "Keys pressed", false);
		assertThat(page.locator(".views .notice.good")).hasText("Saved as “Keys pressed”.");
		assertThat(
				this.jdbc.queryForObject("select span || ' ' || query || ' ' || owner from saved_view", String.class))
			.isEqualTo("Today event_name=call.dtmf admin");
		console.looksRight(page, "saved-view");
		page.navigate("/events");
		page.locator(".views").getByText("Keys pressed").click();
		page.waitForURL((url) -> url.contains("/events?event_name=call.dtmf&from="));
		assertThat(page.locator(".spans [aria-current]")).hasText("Today");
		page.locator(".views").getByText("Manage").click();
		console.looksRight(page, "saved-views");
		page.getByText("Delete").click();
		assertThat(page.locator(".notice.good")).hasText("Deleted “Keys pressed”.");
		assertThat(page.locator(".empty")).isVisible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/calls?queue=Support & more", "/events?number=%2B447700900123",
			"/deliveries?status=dead&error=50%25 of", "/dead-letters?route=dtmf-to-database", "/audit?who=a=b",
			"/follow-ups?team=Søren" })
	void every_list_has_views_and_what_is_shared_is_seen_by_all(String list, Console console) {
		String path = list.replace(" & ", "%20%26%20").replace(" ", "%20");
		Page page = console.open(path);
		String chips = page.locator("input[name=query]").getAttribute("value");
		save(page, "For all <b>", true);
		assertThat(this.jdbc.queryForObject("select owner from saved_view", String.class)).isNull();
		page.navigate(path.replaceAll("\\?.*", ""));
		page.locator(".views").getByText("For all <b>").click();
		page.waitForURL((url) -> url.contains("?"));
		assertThat(page.locator("input[name=query]")).hasAttribute("value", chips);
	}

	private static void save(Page page, String name, boolean shared) {
		page.getByText("Save this view").click();
		page.getByLabel("Name of the view").fill(name);
		if (shared) {
			page.getByLabel("For everybody").check();
		}
		page.locator(".views button").click();
		assertThat(page.locator(".views .notice.good, main > .notice.good")).isVisible();
	}

}
