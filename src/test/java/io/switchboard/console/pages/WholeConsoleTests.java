package io.switchboard.console.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.console.mailbox.Mailbox;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Every page fits the window, reports failures, and shows names as they are written. */
@BrowserTest(BrowserTest.SECOND)
class WholeConsoleTests {

	private static final String WORD = "w".repeat(90);

	/** A text without spaces stays in one line, where one sees it. */
	private static final String LOOKS_WRONG = """
			(() => { const wrong = [];
			if (document.documentElement.scrollWidth > innerWidth) wrong.push("scrolls sideways");
			for (const each of document.querySelectorAll(".list .call-id a, .calls .who > bdi"))
			  if (each.getClientRects().length && /^[0-9]{1,19}$/.test(each.textContent)
			      && each.getBoundingClientRect().height > 1.9 * parseFloat(getComputedStyle(each).fontSize))
			    wrong.push("breaks " + each.textContent);
			for (const each of document.body.querySelectorAll("*")) {
			  const style = getComputedStyle(each), name = each.tagName.toLowerCase() + "." + each.className;
			  if (style.order !== "0" || style.flexDirection.endsWith("reverse")) wrong.push("is read in another order: " + name);
			  if (each.tabIndex > 0) wrong.push("has a tabindex: " + name);
			  if (style.animationName !== "none" || parseFloat(style.transitionDuration) > 0) wrong.push("moves: " + name);
			  if (each.matches("a:not([href]), [onclick], [role=button]:not(button)")) wrong.push("is for a mouse: " + name);
			}
			return [...new Set(wrong)].join("; "); })()""";

	/**
	 * The place of the focused element among all elements, whether its focus is visible,
	 * and its name.
	 */
	private static final String FOCUS = """
			(() => { const it = document.activeElement;
			if (!it || it === document.body || it.tagName === "IFRAME") return [-1, true, ""];
			const style = getComputedStyle(it), box = it.getBoundingClientRect();
			return [[...document.querySelectorAll("*")].indexOf(it), box.width > 0 && box.bottom > 0 && box.top < innerHeight
			  && !!(it.type === "datetime-local" || style.outlineStyle !== "none"
			  || getComputedStyle(it, "::after").outlineStyle !== "none"
			  || it.querySelector("rect") && parseFloat(getComputedStyle(it.querySelector("rect")).strokeWidth) >= 3), it.outerHTML.slice(0, 120)]; })()""";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	JavaMailSender sender;

	@Autowired
	Mailbox mailbox;

	@Autowired
	List<RequestMappingHandlerMapping> mappings;

	/** A name of the greatest length, in one word. */
	private ObjectNode hostile() {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email")
			.put("src", "447700900123447700900123447")
			.put("src_name", WORD)
			.put("dst_name", WORD));
		this.client.delivered(event.path("id").asText());
		await().until(() -> this.client.data("/api/calls?call_id=" + event.path("call_id")).size() == 1);
		this.client.post("{\"id\":\"%s%s\",\"event_name\":\"x.%s\"}".formatted(Client.newId(), WORD, WORD));
		this.jdbc.update(
				"update delivery set status = 'dead', last_error = ? where event_seq ="
						+ " (select seq from event where id = ?) and route like '%database'",
				WORD + WORD, event.path("id").asText());
		return event;
	}

	/** The pages without a variable in their path. */
	private static Stream<String> pages(RequestMappingHandlerMapping mapping) {
		return mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((each) -> each.getValue().getBeanType().getName().startsWith("io.switchboard.console.")
					&& each.getValue().getMethod().getReturnType().equals(String.class)
					&& each.getKey().getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET))
					&& each.getKey().getHeadersCondition().isEmpty() && each.getKey().getParamsCondition().isEmpty())
			.flatMap((each) -> each.getKey().getPatternValues().stream())
			.filter((path) -> !path.contains("{") && !path.contains(".") && !path.startsWith("/samples")
					&& !path.equals("/login"));
	}

	/** What a user would miss with the keyboard alone, at the narrowest width. */
	private static List<String> walk(Page page) {
		List<String> wrong = new ArrayList<>();
		if (page.locator("a.skip").count() > 0) {
			page.evaluate("document.body.focus(); getSelection().removeAllRanges()");
			page.locator("a.skip").focus();
			page.keyboard().press("Enter");
			if (!(Boolean) page.evaluate("document.activeElement.id === 'main'")) {
				wrong.add("does not skip to its content");
			}
		}
		double before = -1;
		for (int i = 0; i < 20; i++) {
			page.keyboard().press("Tab");
			List<?> focus = (List<?>) page.evaluate(FOCUS);
			double place = ((Number) focus.get(0)).doubleValue();
			if (place < 0) {
				break;
			}
			if (place < before) {
				wrong.add("goes back to " + focus.get(2));
			}
			if (!(Boolean) focus.get(1)) {
				wrong.add("does not show the focus on " + focus.get(2));
			}
			before = place;
		}
		return wrong;
	}

	/**
	 * Every page, including new ones: at 320 pixels, at a zoom of 200 %, with the
	 * keyboard alone, without motion, and in the order of a screen reader.
	 */
	@Test
	void no_page_scrolls_sideways_and_each_is_used_by_the_keyboard_alone(Console console) throws Exception {
		ObjectNode event = hostile();
		this.jdbc
			.update("""
					insert into alert (cause, kind, severity, subject, summary, amount, began_at, fires_at)
					values ('x', 'route-waits', 'warning', ?, ?, 0, '2026-11-26T12:00:00.000Z', '2026-11-26T12:00:00.000Z')""",
					WORD, WORD);
		MimeMessage message = new MimeMessage(this.sender.getSession());
		message.setFrom("switchboard@localhost");
		message.setRecipients(MimeMessage.RecipientType.TO, "support@localhost");
		message.setSubject(WORD);
		message.setText(WORD);
		this.sender.send(message);
		String delivery = this.client.data("/api/deliveries?status=dead&limit=1").path(0).path("id").asText();
		int mail = this.mailbox.latest(1).get(0).number();
		String revision = this.client.data("/api/routes/queue-missed-call-to-email").path("revision").asText();
		List<String> paths = new ArrayList<>(
				this.mappings.stream().flatMap(WholeConsoleTests::pages).sorted().toList());
		paths.addAll(List.of("/calls/" + event.path("call_id"), "/events/" + event.path("id").asText(),
				"/deliveries/" + delivery, "/deliveries/" + delivery + "/edit",
				"/deliveries/redeliver?list=dead-letters&error=" + WORD, "/routes/queue-missed-call-to-email",
				"/routes/queue-missed-call-to-email/preview",
				"/routes/queue-missed-call-to-email/revisions/" + revision, "/mailbox/" + mail, "/events?from=" + WORD,
				"/calls?queue=" + WORD, "/search?q=" + WORD,
				"/samples/new?route=queue-missed-call-to-email&event=" + event.path("id").asText(), "/no-such-page"));
		List<String> wrong = new ArrayList<>();
		Page page = console.open("/");
		for (String path : paths) {
			page.setViewportSize(1280, 900);
			page.navigate(path);
			if (page.locator("main").count() == 0) {
				// a part of a page
				continue;
			}
			// 640 is 1280 at a zoom of 200 %, 320 at one of 400 %
			for (int width : new int[] { 1280, 1024, 640, 390, 320 }) {
				page.setViewportSize(width, 900);
				Object found = page.evaluate(LOOKS_WRONG);
				// a library draws the description of the API; it need only fit
				if (path.equals("/api-docs") ? found.toString().contains("sideways") : !found.equals("")) {
					wrong.add(width + " " + path + " " + found);
				}
			}
			if (!path.equals("/api-docs")) {
				walk(page).forEach((each) -> wrong.add(path + " " + each));
			}
		}
		this.jdbc.update("update delivery set status = 'discarded' where status = 'dead'");
		assertThat(wrong).isEmpty();
	}

	/**
	 * On a telephone a list begins on the first screen, and a button that keys reach has
	 * its filters; where there is room they are always there. It is no script that does
	 * it.
	 */
	@Test
	void filters_of_a_list_fold_on_a_telephone_alone(Console console) {
		ObjectNode event = hostile();
		Page page = console.open("/");
		for (String path : List.of("/calls", "/events", "/deliveries", "/dead-letters", "/audit", "/follow-ups",
				"/alerts")) {
			page.navigate(path);
			Locator button = page.locator("details.fold > summary");
			Locator fields = page.locator("form.filters[method=get] :is(input:not([type=hidden]), select)");
			page.setViewportSize(1280, 900);
			assertThat(button).isHidden();
			assertThat(fields.first()).isVisible();
			fields.first().focus();
			assertThat(fields.first()).isFocused();
			page.setViewportSize(320, 640);
			assertThat(button).hasText("Filters");
			assertThat(fields.first()).isHidden();
			page.evaluate("document.querySelector('details.fold > summary').focus()");
			page.keyboard().press("Enter");
			assertThat(fields.first()).isVisible();
			page.keyboard().press("Tab");
			assertThat(fields.first()).isFocused();
		}
		page.navigate("/calls?number=" + event.path("src").asText());
		assertThat(page.locator("details.fold > summary")).hasText("Filters (1 set)");
		page.navigate("/calls?from=tomorrow-ish");
		assertThat(page.locator("details.fold[open]")).hasCount(1);
		page.navigate("/events?from=tomorrow-ish");
		assertThat(page.locator("details.fold[open]")).hasCount(1);
		this.jdbc.update("update delivery set status = 'discarded' where status = 'dead'");
	}

	@Test
	void what_is_too_pale_is_found_wherever_it_stands(Console console) {
		Page page = console.letter("""
				<html lang="en"><title>Greys</title><main><h1>Greys</h1>
				<p id="black" style="color: #000">black on white</p>
				<p id="pale" style="color: #999">grey on white</p>
				<p id="well" style="background: #000; color: #999">grey on black</p>
				<p id="again" style="color: #999">grey again</p>
				</main></html>""", ColorScheme.LIGHT);
		assertThatThrownBy(() -> console.looksRight(page, "greys")).hasMessageContaining("color-contrast: ")
			.hasMessageContaining("foreground color: #999999, background color: #ffffff")
			.hasMessageContaining("id=\"pale\"")
			.hasMessageContaining("id=\"again\"")
			.message()
			.doesNotContain("id=\"black\"", "id=\"well\"");
	}

	@Test
	void the_text_of_the_picture_stays_in_its_boxes(Console console) {
		Page page = console.open("/routes");
		assertThat(page.evaluate("""
				[...document.querySelectorAll("svg.picture .box")].filter((box) => {
				const frame = box.querySelector("rect").getBoundingClientRect();
				return [...box.querySelectorAll(".box-title, .box-note")].some((text) => {
				const place = text.getBoundingClientRect();
				return place.left < frame.left || place.right > frame.right + 0.5 || place.top < frame.top - 1
				|| place.bottom > frame.bottom + 1 || text.scrollWidth > text.clientWidth + 1; });
				}).map((box) => box.textContent).join("; ")""")).isEqualTo("");
	}

	@Test
	void an_action_that_fails_says_so_until_somebody_closes_it(Console console) {
		Page page = console.open("/routes/dtmf-to-database");
		Locator said = page.locator("#failures .notice.bad");
		answer(page, 503, "application/problem+json", "{\"detail\":\"The store does not answer.\"}");
		page.locator("#decide").click();
		assertThat(said).containsText("That was not done: The store does not answer.");
		answer(page, 403, "text/html", "<p>no</p>");
		page.locator("#decide").click();
		assertThat(said).containsText("You may look, but not do that.");
		page.unroute("**/decide");
		page.route("**/decide", (route) -> route.abort());
		page.locator("#decide").click();
		assertThat(said).containsText("No answer came");
		assertThat(said).hasCount(1);
		page.unroute("**/decide");
		page.locator("#decide").click();
		assertThat(page.locator("#decision .notice.good")).isVisible();
		assertThat(said).hasCount(0);
	}

	@Test
	void a_page_that_cannot_be_refreshed_says_that_it_may_be_old(Console console) {
		Page page = console.open("/events");
		page.route("**/events", Route::abort);
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#failures .notice.warn")).containsText("What you see may be old");
		page.unroute("**/events");
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		assertThat(page.locator("#failures .notice")).hasCount(0);
	}

	private static void answer(Page page, int status, String type, String body) {
		page.unroute("**/decide");
		page.route("**/decide", (route) -> route
			.fulfill(new Route.FulfillOptions().setStatus(status).setContentType(type).setBody(body)));
	}

	@Test
	void a_click_counts_though_the_page_is_refreshed_between_press_and_release(Console console) {
		ObjectNode event = hostile();
		String call = event.path("call_id").asText();
		String delivery = this.client.data("/api/deliveries?status=dead&limit=1").path(0).path("id").asText();
		for (String[] path : new String[][] { { "/", "a[id^=problem-][href$=dead-letters]", "**/dead-letters" },
				{ "/deliveries", "#rows tbody th a", "**/deliveries/*" },
				{ "/deliveries/" + delivery, "#to-route", "**/routes/*" },
				{ "/events", "#rows tbody th a", "**/events/*" }, { "/calls", "#calls tbody a", "**/calls/*" } }) {
			Page page = console.open(path[0]);
			// no tick but ours
			page.route("**/live", Route::abort);
			// what the page counts may be a moment old, and then it may still be the
			// welcome
			await().atMost(Duration.ofMinutes(3)).until(() -> {
				page.reload();
				return page.locator(path[1]).count() > 0;
			});
			page.locator(path[1]).first().hover();
			page.mouse().down();
			page.waitForResponse((response) -> response.request().headers().containsKey("hx-request"),
					() -> page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))"));
			page.evaluate("new Promise((done) => setTimeout(done, 100))");
			page.mouse().up();
			page.waitForURL(path[2]);
		}
		this.jdbc.update("update delivery set status = 'discarded' where status = 'dead'");
	}

	@Test
	void a_link_in_a_mail_leads_to_its_page(Console console) throws Exception {
		Page page = console.open("/mailbox");
		String url = page.url().replace("/mailbox", "/calls");
		for (String link : List.of("<a href='%s'>go</a>",
				"<html><head><title>x</title></head><a target=_self href='%s'>go</a>",
				"<!DOCTYPE html><a href='%s' target=\"_top\">go</a>")) {
			MimeMessage message = new MimeMessage(this.sender.getSession());
			message.setFrom("switchboard@localhost");
			message.setRecipients(MimeMessage.RecipientType.TO, "support@localhost");
			message.setSubject("A link");
			message.setText(link.formatted(url), "UTF-8", "html");
			this.sender.send(message);
			page.navigate("/mailbox/" + this.mailbox.latest(1).get(0).number());
			Page opened = page.waitForPopup(() -> page.frameLocator("iframe.letter").getByText("go").click());
			assertThat(opened).hasTitle("Calls · Switchboard");
			assertThat(opened.locator("nav[aria-label=Pages]")).isVisible();
			assertThat(page.locator("iframe.letter")).isVisible();
			opened.close();
		}
	}

	@Test
	void a_name_reads_as_it_is_written(Console console) {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email")
			.put("src_name", "\u202egnp.exe")
			.put("dst_name", "\u05d0\u05d1\u05d2")
			.put("event_name", "call.missed"));
		String call = event.path("call_id").asText();
		await().until(() -> this.client.data("/api/calls?call_id=" + call).size() == 1);
		Page page = console.open("/calls?call_id=" + call);
		assertThat(page.locator(".calls tbody bdi", new Page.LocatorOptions().setHasText("gnp.exe"))).isVisible();
		assertThat(page.locator(".calls tbody bdi", new Page.LocatorOptions().setHasText("\u05d0\u05d1\u05d2")))
			.isVisible();
		for (String path : List.of("/calls?call_id=" + call, "/calls/" + call,
				"/events/" + event.path("id").asText())) {
			page.navigate(path);
			assertThat(page.locator("body").textContent()).as(path).doesNotContain("\u202e");
		}
	}

}
