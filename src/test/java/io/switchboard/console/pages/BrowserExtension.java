package io.switchboard.console.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.switchboard.store.DataDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives each test its {@link Console}, and closes it afterwards. */
class BrowserExtension implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Console.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		boolean found = Chromium.installed().isPresent();
		if (!found && "true".equals(System.getenv("CI"))) {
			throw new IllegalStateException("there is no Chromium: apt-get install chromium, or set CHROMIUM");
		}
		Assumptions.assumeTrue(found, "Chromium is not installed");
		PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
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
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		Path password = application.getBean(DataDirectory.class).path().resolve("console.password");
		Chromium chromium = Chromium.of(context, Chromium.installed().orElseThrow());
		try {
			return new Console(chromium, "http://localhost:" + port, Files.readString(password).strip());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Optional.ofNullable(context.getStore(NAMESPACE).get(Console.class, Console.class)).ifPresent(Console::close);
	}

}
