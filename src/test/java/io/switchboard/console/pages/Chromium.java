package io.switchboard.console.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browser. All tests of one console share it, and run one after the other. */
final class Chromium implements ExtensionContext.Store.CloseableResource {

	private static final List<String> ARGUMENTS = List.of("--headless", "--no-sandbox", "--disable-gpu",
			"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync");

	private final Playwright playwright;

	private final Browser browser;

	private final List<Tab> kept = new ArrayList<>();

	private String login;

	private Chromium(Path executable) {
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
	}

	/** Empty where none is installed. Headless it costs half as much. */
	static Optional<Path> installed() {
		Stream<Path> named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
		Stream<Path> usual = Stream
			.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser",
					"/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
			.map(Path::of);
		return Stream.concat(named, usual).filter(Files::isExecutable).findFirst();
	}

	static Chromium of(ExtensionContext context, String url, Path executable) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(Chromium.class))
			.getOrComputeIfAbsent(url, (key) -> new Chromium(executable), Chromium.class);
	}

	Browser browser() {
		return this.browser;
	}

	/** The cookies of the logged-in user, or {@code null}. */
	String login() {
		return this.login;
	}

	void rememberLogin(String login) {
		this.login = login;
	}

	/** Tabs that are logged in and show nothing. */
	List<Tab> kept() {
		return this.kept;
	}

	/** Closes what a test left open, so that no page listens. */
	void closeOthers() {
		List<BrowserContext> keep = this.kept.stream().map(Tab::context).toList();
		List.copyOf(this.browser.contexts())
			.stream()
			.filter((each) -> !keep.contains(each))
			.forEach(BrowserContext::close);
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
