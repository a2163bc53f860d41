package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** How a {@link WarmSwitchboard} starts, and where it logs. */
final class WarmStart {

	/** The prefix of a thread group's name; the path of the group's log follows. */
	static final String GROUP = "logs to ";

	private static final Set<Path> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		setUpLogging();
	}

	private WarmStart() {
	}

	/** Called on a thread whose group is named after the log. */
	static ConfigurableApplicationContext start(String[] arguments, Map<String, String> environment, Path log) {
		SpringApplication application = new SpringApplication(SwitchboardApplication.class);
		application.setRegisterShutdownHook(false);
		// the levels are those of all tests
		application.setListeners(application.getListeners()
			.stream()
			.filter((each) -> !(each instanceof LoggingApplicationListener))
			.toList());
		application.addListeners(new Environment(environment));
		application.addInitializers(
				(context) -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests()));
		RUNNING.add(log);
		try {
			return application.run(arguments);
		}
		catch (RuntimeException ex) {
			ended(log);
			throw ex;
		}
	}

	static void ended(Path log) {
		RUNNING.remove(log);
	}

	private static void setUpLogging() {
		LoggingOnce.setUpIfNeeded();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
		console.addFilter(new NotToItsLog());
		LogOfThread log = new LogOfThread(console.getEncoder());
		log.setContext(root.getLoggerContext());
		log.start();
		root.addAppender(log);
	}

	/** Null for the threads of other tests. */
	private static Path logOfThread() {
		for (ThreadGroup each = Thread.currentThread().getThreadGroup(); each != null; each = each.getParent()) {
			if (each.getName().startsWith(GROUP)) {
				return Path.of(each.getName().substring(GROUP.length()));
			}
		}
		return null;
	}

	/** Components of tests are for these tests alone. */
	private static final class WithoutTests extends TypeExcludeFilter {

		private final String tests = WarmStart.class.getProtectionDomain().getCodeSource().getLocation().toString();

		@Override
		public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
			return reader.getResource().getURL().toString().startsWith(this.tests);
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof WithoutTests;
		}

		@Override
		public int hashCode() {
			return WithoutTests.class.hashCode();
		}

	}

	private static final class Environment
			implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		private final Map<String, String> variables;

		private Environment(Map<String, String> variables) {
			this.variables = variables;
		}

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			Map<String, Object> all = new HashMap<>(System.getenv());
			all.putAll(this.variables);
			event.getEnvironment().getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, all));
		}

		/** Before the settings are read. */
		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	private static final class NotToItsLog extends Filter<ILoggingEvent> {

		@Override
		public FilterReply decide(ILoggingEvent event) {
			return (logOfThread() != null) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}

	}

	/** A thread inherits its group, and the group says whose line it is. */
	private static final class LogOfThread extends AppenderBase<ILoggingEvent> {

		private final Encoder<ILoggingEvent> encoder;

		private LogOfThread(Encoder<ILoggingEvent> encoder) {
			this.encoder = encoder;
		}

		@Override
		protected void append(ILoggingEvent event) {
			// the common pool works for all of them
			if (ForkJoinTask.getPool() == ForkJoinPool.commonPool()) {
				RUNNING.forEach((log) -> write(log, event));
				return;
			}
			Path own = logOfThread();
			if (own != null) {
				write(own, event);
			}
		}

		private void write(Path log, ILoggingEvent event) {
			try {
				Files.write(log, this.encoder.encode(event), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
