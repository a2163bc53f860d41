package io.switchboard.console.pages;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class LoginTests {

	@Test
	void who_is_not_logged_in_is_led_to_the_login_and_back_to_the_page(Console console) {
		Page page = console.stranger(Console.Look.LIGHT);
		page.navigate("/?range=week");
		assertThat(page).hasTitle("Log in · Switchboard");
		console.logIn(page);
		assertThat(page.url()).endsWith("/?range=week");
	}

	@Test
	void the_login_looks_right(Console console) {
		for (Console.Look look : Console.Look.values()) {
			Page page = console.stranger(look);
			page.navigate("/login");
			console.looksRight(page, "login-" + look.name().toLowerCase());
		}
	}

	@Test
	void a_wrong_password_is_told_and_the_right_one_leads_on(Console console) {
		Page page = console.stranger(Console.Look.LIGHT);
		page.navigate("/?range=day");
		page.getByLabel("User").fill("admin");
		page.getByLabel("Password").fill("a guess");
		page.keyboard().press("Enter");
		assertThat(page.locator("[role=alert]")).containsText("Wrong user name or password");
		console.logIn(page);
		assertThat(page.url()).endsWith("/?range=day");
	}

	@Test
	void a_log_out_ends_the_session(Console console) {
		Page page = console.open("/");
		page.getByText("Log out").click();
		page.waitForURL("**/login");
		page.navigate("/");
		assertThat(page).hasTitle("Log in · Switchboard");
	}

	@Test
	void an_open_page_whose_session_has_ended_leads_to_the_login(Console console) {
		Page page = console.open("/");
		assertThat(page.locator("#live")).hasAttribute("data-state", "on");
		page.context().clearCookies();
		page.evaluate("document.body.dispatchEvent(new CustomEvent('sse:tick'))");
		page.waitForURL("**/login**");
	}

}
