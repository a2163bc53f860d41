package io.switchboard.console.pages;

import java.util.Optional;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.switchboard.Tables;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.awaitility.Awaitility.await;

/**
 * Gives each test an empty Switchboard and a {@link Console}, which it closes afterwards.
 */
class BrowserExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Console.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		boolean found = Chromium.installed().isPresent();
		if (!found && "true".equals(System.getenv("CI"))) {
			throw new IllegalStateException("there is no Chromium: apt-get install chromium, or set CHROMIUM");
		}
		Assumptions.assumeTrue(found, "Chromium is not installed");
		PlaywrightAssertions.setDefaultAssertionTimeout(180_000);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		// no page listens any more, and none of another test comes back
		chromium(context).closeOthers();
		SmartLifecycle stream = application.getBean("liveStream", SmartLifecycle.class);
		stream.stop();
		stream.start();
		DemoCalls calls = application.getBean(DemoCalls.class);
		calls.plays(100).stream().filter(DemoCalls.Played::isPlaying).forEach((play) -> calls.stop(play.id()));
		await().until(() -> calls.plays(100).stream().allMatch((play) -> play.answered() >= play.sent()));
		Tables.forgetAll(application);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Console.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.getOrComputeIfAbsent(Console.class, (key) -> console(context), Console.class);
	}

	private static Console console(ExtensionContext context) {
		return new Console(chromium(context), url(context));
	}

	private static Chromium chromium(ExtensionContext context) {
		return Chromium.of(context, url(context), Chromium.installed().orElseThrow());
	}

	private static String url(ExtensionContext context) {
		return "http://localhost:" + SpringExtension.getApplicationContext(context)
			.getEnvironment()
			.getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Optional.ofNullable(context.getStore(NAMESPACE).get(Console.class, Console.class)).ifPresent(Console::close);
	}

}
