package io.switchboard.console.pages;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import io.switchboard.followup.MissedCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page "To call back". */
@BrowserTest
class FollowUpPagesTests {

	private static final String JANE = "447700900123";

	@Autowired
	ApplicationContext application;

	private MissedCallers callers;

	@BeforeEach
	void begin_with_nothing() {
		this.callers = new MissedCallers(this.application);
		this.callers.forget();
	}

	private static Instant ago(int minutes) {
		return Instant.now().minus(minutes, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
	}

	@Test
	void the_page_to_call_back_looks_right_and_fits_a_telephone(Console console) throws SQLException {
		long jane = this.callers.missed(JANE, "Support", ago(100));
		this.callers.missed("442079460123", "w".repeat(90), "w".repeat(90), ago(20));
		long closed = this.callers.missed("447700900456", "Billing", ago(40));
		this.callers.calledBack("447700900456", ago(30));
		this.callers.tell(("{\"id\":\"sms.%d\",\"event_name\":\"sms.received\",\"from_no\":\"447700900123\","
				+ "\"to_no\":\"442079460000\",\"text\":\"%s\"}")
			.formatted(closed, "Please call me back, it is urgent " + "w".repeat(200))
			.getBytes());
		console.looksRight("/follow-ups", "follow-ups");
		console.looksRight("/follow-ups/" + closed, "follow-up");
		List<String> wrong = new ArrayList<>();
		Page page = console.open("/follow-ups");
		for (String path : List.of("/follow-ups", "/follow-ups?state=closed", "/follow-ups/" + closed,
				"/follow-ups/" + jane, "/follow-ups?number=x", "/follow-ups?team=" + "w".repeat(90))) {
			page.navigate(path);
			for (int width : new int[] { 1024, 390, 320 }) {
				page.setViewportSize(width, 900);
				if (Boolean.getBoolean("screenshots")) {
					page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
						.setPath(java.nio.file.Path.of("target", "screenshots",
								"follow-ups-%d%s.png".formatted(width, path.replaceAll("\\W", "-")))));
				}
				if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")) {
					wrong.add(width + " " + path);
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void who_waits_longest_stands_first_and_is_taken_once(Console console) throws SQLException {
		long second = this.callers.missed("447700900456", "Billing", ago(10));
		// it is due at any time of the day, because only opening hours count
		long first = this.callers.missed(JANE, "Support", ago(7 * 24 * 60));
		Page mine = console.open("/follow-ups");
		assertThat(mine.locator("tbody tr")).hasCount(2);
		assertThat(mine.locator("tbody tr").first()).containsText("+44 7700 900123");
		assertThat(mine.locator("tbody tr").first()).containsText("overdue");
		Page theirs = console.open("/follow-ups");
		// no tick: what they see is old
		theirs.route("**/live", (route) -> route.abort());
		theirs.reload();
		mine.locator("#take-" + first).click();
		assertThat(mine.locator("#said")).containsText("it is yours now.");
		assertThat(mine.locator("tbody tr").first()).containsText("taken");
		this.application.getBean(org.springframework.jdbc.core.JdbcTemplate.class)
			.update("update follow_up set owner = 'ann' where id = ?", first);
		theirs.locator("#take-" + first).click();
		assertThat(theirs.locator("#said .notice.bad")).hasText("ann has taken it.");
		assertThat(theirs.locator("#take-" + first)).hasCount(0);
		theirs.locator("#follow-up-" + first).click();
		theirs.locator("#take-over").click();
		assertThat(theirs.locator("#said")).containsText("it is yours now.");
		assertThat(theirs.locator("#follow-up-" + second)).isVisible();
	}

	@Test
	void one_is_snoozed_by_one_click_and_closed_with_a_reason_by_two(Console console) throws SQLException {
		long first = this.callers.missed(JANE, "Support", ago(90));
		long second = this.callers.missed("447700900456", "Billing", ago(10));
		Page page = console.open("/follow-ups");
		page.locator("#hour-" + first).click();
		assertThat(page.locator("#said")).containsText("Snoozed.");
		assertThat(page.locator("tr:has(#follow-up-" + first + ")")).containsText("snoozed");
		page.locator("#more-" + second).click();
		page.locator("#close-" + second + "-1").click();
		assertThat(page.locator("#said")).containsText("Closed.");
		assertThat(page.locator("#follow-up-" + second)).hasCount(0);
		page.navigate("/follow-ups/" + second);
		assertThat(page.locator("#facts")).containsText("Nobody needs to call");
	}

	@Test
	void an_open_page_shows_what_others_do(Console console) throws SQLException {
		Page page = console.open("/follow-ups");
		assertThat(page.locator(".empty")).hasText("Nobody waits to be called back.");
		long id = this.callers.missed(JANE, "Support", ago(1));
		Page other = console.open("/follow-ups/" + id);
		other.locator("#take").click();
		assertThat(page.locator("tbody tr")).containsText("taken");
		assertThat(page.locator("#take-" + id)).hasCount(0);
		other.navigate("/follow-ups/" + id);
		other.getByLabel("Reason").fill("wrong number");
		other.locator("#close").click();
		assertThat(other.locator("#said")).containsText("Closed.");
		assertThat(other.locator("#facts")).containsText("wrong number");
		assertThat(page.locator(".empty")).hasText("Nobody waits to be called back.");
		other.locator("#reopen").click();
		assertThat(other.locator("#said")).containsText("Open again.");
		other.locator("#snooze").click();
		assertThat(other.locator("#facts .badge").first()).hasText("snoozed");
	}

	@Test
	void the_focus_stays_near_when_somebody_else_takes_or_closes_what_had_it(Console console) throws SQLException {
		long first = this.callers.missed(JANE, "Support", ago(90));
		long second = this.callers.missed("447700900456", "Billing", ago(10));
		Page page = console.open("/follow-ups");
		page.locator("#take-" + first).focus();
		Page other = console.open("/follow-ups");
		other.locator("#take-" + first).click();
		assertThat(page.locator("#take-" + first)).hasCount(0);
		assertThat(page.locator("#follow-up-" + first)).isFocused();
		other.locator("#more-" + first).click();
		other.locator("#close-" + first + "-0").click();
		assertThat(page.locator("#follow-up-" + first)).hasCount(0);
		assertThat(page.locator("#follow-up-" + second)).isFocused();
		page.locator("#more-" + second).focus();
		page.keyboard().press("Enter");
		page.locator("#close-" + second + "-0").focus();
		page.keyboard().press("Enter");
		assertThat(page.locator(".empty")).isVisible();
		assertThat(page.locator("#main")).isFocused();
	}

	@Test
	void voipstudio_rings_the_phone_of_the_user_or_the_one_that_the_browser_remembers(Console console)
			throws SQLException {
		long id = this.callers.missed(JANE, "Support", ago(1));
		Page page = console.open("/follow-ups");
		assertThat(page.getByLabel("Your extension")).hasValue("1001");
		page.locator("#ring-" + id).click();
		assertThat(page.locator("#said .notice.good")).containsText("VoIPstudio rings your phone, then theirs.");
		page.getByLabel("Your extension").fill("1002");
		page.locator("form[aria-label='Your phone'] button").click();
		assertThat(page.locator("#said")).containsText("Your phone is remembered");
		assertThat(page.getByLabel("Your extension")).hasValue("1002");
		page.locator("#ring-" + id).click();
		assertThat(page.locator("#said .notice.good")).containsText("VoIPstudio rings your phone, then theirs.");
		assertThat(page.locator("tbody tr")).containsText("taken");
	}

}
