package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the API's description. It sends requests with the user's login, and only to
 * this server.
 */
@BrowserTest
class ApiPageTests {

	@Autowired
	Client client;

	@Test
	void an_operator_tries_an_operation_out(Console console) {
		String id = this.client.accept(Samples.read("dtmf-to-database")).path("id").asText();
		Page page = console.open("/");
		assertThat((Boolean) page.evaluate("typeof SwaggerUIBundle === 'undefined'")).isTrue();
		List<String> elsewhere = new ArrayList<>();
		page.onRequest((request) -> {
			if (!request.url().startsWith("http://localhost:") && !request.url().startsWith("data:")) {
				elsewhere.add(request.url());
			}
		});
		page.locator("#api-docs").click();
		page.locator("#operations-tag-Events").waitFor();
		for (String[] operation : new String[][] { { "Events", "listEvents", id },
				{ "Routes", "pauseRoute", "\"state\": \"paused\"" },
				{ "Routes", "resumeRoute", "\"state\": \"running\"" } }) {
			String place = "#operations-" + operation[0] + "-" + operation[1];
			if (page.locator(place).count() == 0) {
				page.locator("#operations-tag-" + operation[0]).click();
			}
			page.locator(place + " .opblock-summary-control").click();
			page.locator(place + " .try-out__btn").click();
			if (operation[0].equals("Routes")) {
				page.locator(place + " input[placeholder=id]").fill("dtmf-to-database");
			}
			page.locator(place + " .execute").click();
			assertThat(page.locator(place + " .live-responses-table .response-col_description .microlight").first())
				.containsText(operation[2]);
		}
		assertThat(this.client.data("/api/audit?action=route.resume&limit=1").path(0).path("who").asText())
			.isEqualTo("admin");
		page.setViewportSize(320, 800);
		assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
		if (Boolean.getBoolean("screenshots")) {
			page.screenshot(
					new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/screenshots/api-320.png")));
		}
		assertThat(elsewhere).isEmpty();
		console.looksUsable();
	}

	@Test
	void a_stranger_is_led_to_the_login(Console console) {
		Page page = console.stranger(Console.Look.LIGHT);
		page.navigate("/api-docs");
		assertThat(page.locator("input[name=password]")).isVisible();
	}

}
