package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Sets up the logging once for this JVM. Spring Boot would set it up again at each start
 * after the end of another application. For a moment nothing would be logged, and
 * listeners of loggers would be lost.
 */
public final class LoggingOnce implements ApplicationListener<SpringApplicationEvent>, Ordered {

	static {
		setUp();
	}

	static void setUpIfNeeded() {
		// the class does it
	}

	private static void setUp() {
		try {
			StandardEnvironment environment = new StandardEnvironment();
			new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
				.forEach(environment.getPropertySources()::addLast);
			LoggingApplicationListener logging = new LoggingApplicationListener();
			SpringApplication application = new SpringApplication(LoggingOnce.class);
			DefaultBootstrapContext bootstrap = new DefaultBootstrapContext();
			String[] none = {};
			logging.onApplicationEvent(new ApplicationStartingEvent(bootstrap, application, none));
			logging
				.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(bootstrap, application, none, environment));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whoever has ended before says that it is to be set up again. */
	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		((LoggerContext) LoggerFactory.getILoggerFactory()).putObject(LoggingSystem.class.getName(), this);
	}

	/** Before Spring Boot's own. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
