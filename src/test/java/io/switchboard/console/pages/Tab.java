package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/**
 * A page of a browser, and its errors. The next test uses it again, because a new page is
 * a new process that loads all scripts.
 */
final class Tab {

	private final Page page;

	private List<String> complaints;

	Tab(Page page, List<String> complaints) {
		this.page = page;
		this.complaints = complaints;
		page.onPageError((failure) -> this.complaints.add(failure));
		page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
				this.complaints.add(message.text());
			}
		});
	}

	Page page() {
		return this.page;
	}

	BrowserContext context() {
		return this.page.context();
	}

	/** Prepares it for the next test, and collects its errors. */
	void take(Console.Look look, List<String> complaints) {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
		this.page.setViewportSize(look.width(), look.height());
		this.complaints = complaints;
	}

	/**
	 * Whether it is empty and only the login is left. If in doubt, it is not used again.
	 */
	boolean clear() {
		this.complaints = new ArrayList<>();
		try {
			if (this.page.isClosed() || context().pages().size() != 1 || !this.page.url().startsWith("http")) {
				return false;
			}
			this.page.unrouteAll();
			this.page.evaluate("localStorage.clear(); sessionStorage.clear()");
			this.page.navigate("about:blank");
			// an element under the pointer looks different
			this.page.mouse().move(-1, -1);
			return this.page.url().equals("about:blank");
		}
		// still on its way to another page
		catch (PlaywrightException ex) {
			return false;
		}
	}

}
