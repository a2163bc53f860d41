package io.switchboard.console.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.switchboard.Client;
import io.switchboard.Samples;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@BrowserTest(BrowserTest.SECOND)
class CallsPageTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoCalls calls;

	/** Waits for the call in the list, and returns its id. */
	private long listed(ObjectNode event) {
		long call = this.client.accept(event).path("call_id").asLong();
		await().until(() -> this.client.data("/api/calls?call_id=" + call).size() == 1);
		return call;
	}

	private static ObjectNode ended(String src) {
		return Samples.read("call-ended-to-database").put("src", src).put("src_name", "Ada Lovelace");
	}

	@Test
	void the_list_of_calls_looks_right(Console console) {
		this.calls.play("busy-hour", 0);
		this.calls.play("vip-call", 1);
		await().until(() -> this.client.data("/api/calls?outcome=abandoned").size() > 0
				&& this.client.data("/api/calls?live=true").size() > 0);
		long troubled = listed(ended("447700902001"));
		this.jdbc.update("update delivery set status = 'dead', last_error = '550 no such mailbox' where event_seq in"
				+ " (select seq from event where root_call_id = ?)", troubled);
		console.looksRight("/calls", "calls-list");
		Page page = console.open("/calls?call_id=" + troubled);
		assertThat(page.locator(".calls tbody .badge.bad")).hasText("2 dead");
		this.jdbc.update("update delivery set status = 'discarded' where status = 'dead'");
	}

	@Test
	void each_filter_narrows_the_list_and_stands_in_the_address(Console console) {
		String src = "447700901001";
		long in = listed(ended(src));
		long queued = listed(Samples.read("queue-missed-call-to-email").put("src", src));
		Page page = console.open("/calls");
		page.getByLabel("Number").fill("+44 7700 901-001");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter")).click();
		assertThat(page.locator(".calls tbody tr")).hasCount(2);
		assertThat(page.url()).contains("number=%2B44+7700+901-001");
		page.getByLabel("Outcome").selectOption("abandoned");
		page.keyboard().press("Enter");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter")).click();
		assertThat(page.locator(".calls tbody tr")).hasCount(1);
		assertThat(page.locator("#call-" + queued)).isVisible();
		assertThat(page.getByLabel("Outcome")).hasValue("abandoned");
		page.navigate("/calls?number=" + src + "&name=LOVE&direction=in&from=2021-04-28T09:45&to=2021-04-28T09:46");
		assertThat(page.locator("#call-" + in)).isVisible();
		page.navigate("/calls?number=" + src + "&from=2021-04-28T09:46&to=2021-04-28T09:47");
		assertThat(page.locator("#call-" + in)).hasCount(0);
		page.navigate("/calls?number=" + src + "&queue=Nobody%20%26%20Sons");
		assertThat(page.locator(".empty")).hasText("Nothing matches these filters.");
		assertThat(page.getByLabel("Queue")).hasValue("Nobody & Sons");
		page.navigate("/calls?call_id=x&number=abc");
		assertThat(page.locator("[role=alert]")).hasCount(2);
		page.getByText("Clear").click();
		assertThat(page.locator(".calls tbody tr").first()).isVisible();
	}

	@Test
	void older_calls_are_a_page_away_and_none_is_left_out(Console console) {
		for (int i = 0; i < 55; i++) {
			this.client.accept(ended("447700903001"));
		}
		await().until(() -> this.client.data("/api/calls?number=447700903001&limit=100").size() == 55);
		Page page = console.open("/calls?number=447700903001");
		assertThat(page.locator(".calls tbody tr")).hasCount(50);
		page.locator("#older").click();
		assertThat(page.locator(".calls tbody tr")).hasCount(5);
		assertThat(page.locator("#older")).hasCount(0);
		assertThat(page.locator("#calls")).not().hasAttribute("hx-get", java.util.regex.Pattern.compile(".*"));
		page.locator("#newest").click();
		assertThat(page.locator(".calls tbody tr")).hasCount(50);
	}

	@Test
	void what_comes_in_shows_by_itself_and_its_text_stays_text(Console console) {
		Page page = console.open("/calls?number=447700904001");
		assertThat(page.locator(".empty")).isVisible();
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		long call = this.client.accept(ended("447700904001").put("src_name", "<script>alert('x')</script> \"&<b>"))
			.path("call_id")
			.asLong();
		assertThat(page.locator("#call-" + call)).isVisible();
		assertThat(page.locator(".calls tbody")).containsText("<script>alert('x')</script> \"&<b>");
		page.locator("#call-" + call).click();
		assertThat(page.locator("h1")).containsText("<script>alert('x')</script> \"&<b>");
		assertThat(page.locator("thead .caller")).containsText("<script>");
		page.getByText("call.hangup").first().click();
		assertThat(page.locator("#panel pre.body")).containsText("<script>alert('x')</script> \\\"&<b>");
		console.looksRight(page, "calls-hostile");
	}

}
