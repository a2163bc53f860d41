package io.switchboard.console.pages;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages show people before ids, and one search box finds all. */
@BrowserTest
class PeopleTests {

	@Autowired
	Client client;

	private ObjectNode missed(String number, String name) {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email")
			.put("src", number)
			.put("src_name", name)
			.put("dst_name", "Support"));
		this.client.delivered(event.path("id").asText());
		await().until(() -> this.client.data("/api/calls?call_id=" + event.path("call_id")).size() == 1);
		return event;
	}

	@Test
	void every_list_says_who_called_whom(Console console) {
		ObjectNode event = missed("447700900801", "Petra Holt");
		String call = event.path("call_id").asText();
		Page page = console.open("/");
		for (String path : List.of("/calls?number=447700900801", "/events?number=447700900801",
				"/deliveries?number=447700900801", "/calls/" + call, "/events/" + event.path("id").asText())) {
			page.navigate(path);
			Locator main = page
				.locator(path.contains("?") ? "tbody tr" : path.startsWith("/calls") ? "main h1" : "#who")
				.first();
			assertThat(main).containsText("Petra Holt");
			assertThat(main).containsText("Support");
			assertThat(page.locator("main")).containsText("+44 7700 900801");
		}
		page.navigate("/events?number=447700900801");
		assertThat(page.locator("tbody tr").first()).containsText("+44 7700 900801, Petra Holt");
		assertThat(page.locator("tbody tr .who").first()).containsText("abandoned");
		// one click selects all of it
		assertThat(page.evaluate("getComputedStyle(document.querySelector('tbody .tel')).userSelect")).isEqualTo("all");
	}

	@Test
	void a_caller_without_a_name_has_that_of_the_contact(Console console) {
		missed("447700900789", "447700900789");
		Page page = console.open("/calls?number=447700900789");
		await().untilAsserted(() -> {
			missed("447700900789", "447700900789");
			page.reload();
			assertThat(page.locator("tbody tr").first().textContent()).contains("Wei Chen");
		});
		page.navigate("/calls?name=wei");
		assertThat(page.locator("tbody tr").first()).containsText("+44 7700 900789");
	}

	@Test
	void one_box_leads_to_whatever_is_meant(Console console) {
		ObjectNode event = missed("447700900802", "Quentin Marsh");
		ObjectNode text = this.client.accept(Samples.read("sms-received-to-email").put("from_no", "447700900803"));
		Page page = console.open("/");
		for (String[] each : new String[][] { { event.path("id").asText(), "**/events?id=*" },
				{ event.path("call_id").asText(), "**/calls?call_id=*" }, { "07700 900802", "**/calls?number=*" },
				{ "+44 (0)7700 900 802", "**/calls?number=*" }, { "07700 900803", "**/events?number=*" },
				{ "quentin", "**/calls?name=*" }, { "sms-received-to-email", "**/routes/sms-received-to-email" } }) {
			page.locator("#search").fill(each[0]);
			page.locator("#search").press("Enter");
			page.waitForURL(each[1]);
			assertThat(page.locator("main")).not().containsText("Nothing matches");
			assertThat(page.locator("main h1")).isVisible();
		}
		assertThat(text.path("id").asText()).isNotEmpty();
	}

	@Test
	void everybody_may_have_a_zone_of_their_own(Console console) {
		ObjectNode event = missed("447700900804", "Rosa Nye");
		Page page = console.open("/events?number=447700900804");
		String here = page.locator("tbody time").first().textContent();
		assertThat(page.locator("#zone")).hasText("Europe/London");
		page.navigate("/zone");
		page.getByLabel("Zone", new Page.GetByLabelOptions().setExact(true)).fill("Asia/Tokyo");
		page.getByText("Show times in it").click();
		page.navigate("/events?number=447700900804");
		assertThat(page.locator("#zone")).hasText("Asia/Tokyo");
		assertThat(page.locator("tbody time").first()).not().hasText(here);
		// what people type is in their zone too
		page.locator(".spans").getByText("Last hour").click();
		assertThat(page.locator("tbody")).containsText(event.path("id").asText());
		page.navigate("/zone?zone=Europe/Paris");
		// a link changes nothing
		assertThat(page.locator("#zone")).hasText("Asia/Tokyo");
		page.getByLabel("Zone", new Page.GetByLabelOptions().setExact(true)).fill("Nowhere/At-all");
		page.getByText("Show times in it").click();
		assertThat(page.locator(".notice.bad")).isVisible();
		page.getByText("Use the default zone").click();
		assertThat(page.locator("#zone")).hasText("Europe/London");
	}

	@Test
	void the_new_pages_look_right(Console console) {
		console.looksRight("/zone", "zone");
	}

}
