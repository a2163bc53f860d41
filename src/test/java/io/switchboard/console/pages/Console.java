package io.switchboard.console.pages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.switchboard.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The console in a browser, logged in as an operator. */
public final class Console {

	/** The dark page must have the same content in other colours. */
	private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

	/**
	 * Axe computes the colours of each text separately, which takes a third of its time.
	 * Here each colour is computed once.
	 */
	private static final String AXE = AxeBuilder.getAxeScript() + """
			;(() => {
			  const color = axe.commons.color.Color.prototype, parse = color.parseString, known = new Map();
			  color.parseString = function (text) {
			    if (known.has(text)) {
			      return Object.assign(this, known.get(text));
			    }
			    parse.call(this, text);
			    known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
			    return this;
			  };
			})()""";

	/** Axe treats the content of a folded element as hidden, even where CSS shows it. */
	private static final String VIOLATIONS = """
			(rules) => {
			  const folded = [...document.querySelectorAll("details.fold:not([open])")];
			  folded.forEach((each) => each.open = true);
			  return axe.run(document, { resultTypes: ["violations"],
			    ...(rules.length && { runOnly: { type: "rule", values: rules } }) })
			    .then((results) => results.violations.map((each) => each.id + ": "
			      + each.nodes.map((node) => node.html + " " + node.failureSummary).join("; ")))
			    .finally(() => folded.forEach((each) => each.open = false));
			}""";

	private final Chromium chromium;

	private final String url;

	private final List<BrowserContext> contexts = new ArrayList<>();

	private final List<Tab> tabs = new ArrayList<>();

	private final List<String> complaints = new ArrayList<>();

	Console(Chromium chromium, String url) {
		this.chromium = chromium;
		this.url = url;
	}

	/** A size and colour scheme of the window. */
	enum Look {

		LIGHT(1280, 900, ColorScheme.LIGHT), DARK(1280, 900, ColorScheme.DARK), PHONE(375, 812, ColorScheme.LIGHT);

		private final int width;

		private final int height;

		private final ColorScheme scheme;

		Look(int width, int height, ColorScheme scheme) {
			this.width = width;
			this.height = height;
			this.scheme = scheme;
		}

		int width() {
			return this.width;
		}

		int height() {
			return this.height;
		}

		ColorScheme scheme() {
			return this.scheme;
		}

	}

	/** Opens a path of the console in a browser without cookies. */
	Page stranger(Look look) {
		return tab(look, null).page();
	}

	private Tab tab(Look look, String login) {
		BrowserContext context = this.chromium.browser()
			.newContext(new Browser.NewContextOptions().setBaseURL(this.url)
				.setViewportSize(look.width, look.height)
				.setColorScheme(look.scheme)
				// animations are painted without an end, and on the CPU
				.setReducedMotion(ReducedMotion.REDUCE)
				.setPermissions(List.of("clipboard-read", "clipboard-write"))
				.setStorageState(login));
		context.setDefaultTimeout(180_000);
		this.contexts.add(context);
		return new Tab(context.newPage(), this.complaints);
	}

	/** A page, by its path, in a browser that is logged in. */
	Page open(String path) {
		return open(path, Look.LIGHT);
	}

	Page open(String path, Look look) {
		return openTab(path, look).page();
	}

	private Tab openTab(String path, Look look) {
		List<Tab> kept = this.chromium.kept();
		Tab tab = kept.isEmpty() ? tab(look, this.chromium.login()) : kept.remove(kept.size() - 1);
		tab.take(look, this.complaints);
		this.tabs.add(tab);
		Page page = tab.page();
		page.navigate(path);
		if (page.url().contains("/login")) {
			logIn(page);
			this.chromium.rememberLogin(page.context().storageState());
		}
		return tab;
	}

	/** It is no test's any more: an open page goes on showing what comes in. */
	private void leave(Tab tab) {
		if (tab.clear()) {
			this.contexts.remove(tab.context());
			this.chromium.kept().add(tab);
		}
		else {
			tab.context().close();
		}
	}

	/** A mail as a telephone shows it that heeds what a page says of its width. */
	Page letter(String html, ColorScheme scheme) {
		BrowserContext context = this.chromium.browser()
			.newContext(
					new Browser.NewContextOptions().setViewportSize(390, 800).setIsMobile(true).setColorScheme(scheme));
		this.contexts.add(context);
		Page page = context.newPage();
		page.setContent(html);
		return page;
	}

	/** Fills in the login page, and is led on. */
	void logIn(Page page) {
		page.getByLabel("User").fill("admin");
		page.getByLabel("Password").fill(Client.PASSWORD);
		page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON,
				new Page.GetByRoleOptions().setName("Log in").setExact(true))
			.click();
		page.waitForURL((url) -> !url.contains("/login"));
	}

	/**
	 * Looks at a page in light, in dark and on a phone: no violation that axe finds,
	 * nothing that the browser complains of, and no scrolling to the side. With
	 * {@code -Dscreenshots=true} there is a picture of each in
	 * {@code target/screenshots}.
	 */
	void looksRight(String path, String name) {
		Tab tab = openTab(path, Look.LIGHT);
		Page page = tab.page();
		for (Look look : Look.values()) {
			page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
			page.setViewportSize(look.width, look.height);
			if (looksRight(page, name + "-" + look.name().toLowerCase(),
					(look == Look.DARK) ? OF_COLOURS : List.of())) {
				page.reload();
			}
		}
		this.tabs.remove(tab);
		leave(tab);
	}

	/** A page of which not all is ours: the browser complains of nothing. */
	void looksUsable() {
		assertThat(this.complaints).as("what the browser complains of").isEmpty();
	}

	/** Whether frames had to be taken out of the page. */
	boolean looksRight(Page page, String name) {
		return looksRight(page, name, List.of());
	}

	private boolean looksRight(Page page, String name, List<String> rules) {
		if (Boolean.getBoolean("screenshots")) {
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(Path.of("target", "screenshots", name + ".png")));
		}
		// no script runs in a mail, so neither does axe: it would wait for it for ever
		boolean frames = page.locator("iframe[sandbox]").count() > 0;
		page.evaluate("document.querySelectorAll('iframe[sandbox]').forEach((each) => each.remove())");
		assertThat(violations(page, rules)).as(name).isEqualTo(List.of());
		assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).as(name + " fits")
			.isTrue();
		assertThat(this.complaints).as("what the browser complains of").isEmpty();
		return frames;
	}

	/**
	 * Asks axe for what is wrong alone: all that is right, of every element, would go
	 * through two processes as JSON. A page keeps the script.
	 */
	private static Object violations(Page page, List<String> rules) {
		for (Frame frame : page.frames()) {
			if (!(Boolean) frame.evaluate("typeof axe !== 'undefined'")) {
				frame.evaluate(AXE);
			}
		}
		return page.evaluate(VIOLATIONS, rules);
	}

	void close() {
		this.tabs.forEach(this::leave);
		this.contexts.forEach(BrowserContext::close);
	}

}
