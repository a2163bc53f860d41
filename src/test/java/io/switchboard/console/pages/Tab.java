package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/**
 * A page of a browser of its own, and what that complains of. The next test gets it too,
 * for a new one is a new process that reads all scripts anew.
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

	/** For the next test, which looks at it so, and hears what it complains of. */
	void take(Console.Look look, List<String> complaints) {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
		this.page.setViewportSize(look.width(), look.height());
		this.complaints = complaints;
	}

	/**
	 * Whether it shows nothing now, and has forgotten all but who is logged in. Where
	 * that is in doubt, nobody should get it any more.
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
			// what is under the pointer looks different
			this.page.mouse().move(-1, -1);
			return this.page.url().equals("about:blank");
		}
		// still on its way to another page
		catch (PlaywrightException ex) {
			return false;
		}
	}

}
