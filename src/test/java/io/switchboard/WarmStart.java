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
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.Ordered;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Starts a {@link WarmSwitchboard} within its own class loader. Only classes of the JDK
 * cross the border: command line and environment go in; what closes it and what says
 * whether it is active comes out.
 */
public class WarmStart implements BiFunction<String[], Map<String, Object>, AutoCloseable> {

	/** The prefix of a thread group's name; the path of the group's log follows. */
	static final String GROUP = "logs to ";

	private static final Set<Path> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		setUpLogging();
	}

	@Override
	public AutoCloseable apply(String[] arguments, Map<String, Object> environment) {
		SpringApplication application = new SpringApplication(SwitchboardApplication.class);
		application.setRegisterShutdownHook(false);
		// another set-up of the logging would cut off the Switchboards that run
		application.setListeners(application.getListeners()
			.stream()
			.filter((each) -> !(each instanceof LoggingApplicationListener))
			.toList());
		application.addListeners(new Environment(environment));
		Path log = LogOfThread.own();
		RUNNING.add(log);
		try {
			ConfigurableApplicationContext context = application.run(arguments);
			return new Started(context, log);
		}
		catch (RuntimeException ex) {
			RUNNING.remove(log);
			throw ex;
		}
	}

	private record Started(ConfigurableApplicationContext context, Path log) implements AutoCloseable, BooleanSupplier {

		@Override
		public boolean getAsBoolean() {
			return this.context.isActive();
		}

		@Override
		public void close() {
			this.context.close();
			RUNNING.remove(this.log);
		}

	}

	/** As a start does it, but for where the lines go. */
	@SuppressWarnings("unchecked")
	private static void setUpLogging() {
		SpringApplication application = new SpringApplication(SwitchboardApplication.class);
		SimpleApplicationEventMulticaster start = new SimpleApplicationEventMulticaster();
		application.getListeners().forEach(start::addApplicationListener);
		DefaultBootstrapContext bootstrap = new DefaultBootstrapContext();
		String[] none = {};
		start.multicastEvent(new ApplicationStartingEvent(bootstrap, application, none));
		start.multicastEvent(
				new ApplicationEnvironmentPreparedEvent(bootstrap, application, none, new StandardEnvironment()));
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
		root.detachAppender(console);
		LogOfThread log = new LogOfThread(console.getEncoder());
		log.setContext(root.getLoggerContext());
		log.start();
		root.addAppender(log);
	}

	private static final class Environment
			implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		private final Map<String, Object> variables;

		private Environment(Map<String, Object> variables) {
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

	/** Whose line it is, the group of the thread tells, which threads inherit. */
	private static final class LogOfThread extends AppenderBase<ILoggingEvent> {

		private final Encoder<ILoggingEvent> encoder;

		private LogOfThread(Encoder<ILoggingEvent> encoder) {
			this.encoder = encoder;
		}

		@Override
		protected void append(ILoggingEvent event) {
			byte[] line = this.encoder.encode(event);
			// the common pool works for all of them
			if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
				RUNNING.forEach((log) -> write(log, line));
				return;
			}
			Path own = own();
			if (own != null) {
				write(own, line);
			}
		}

		private static void write(Path log, byte[] line) {
			try {
				Files.write(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/** Null for a thread of nobody's: the tests' Tomcat logs here too. */
		private static Path own() {
			for (ThreadGroup each = Thread.currentThread().getThreadGroup(); each != null; each = each.getParent()) {
				if (each.getName().startsWith(GROUP)) {
					return Path.of(each.getName().substring(GROUP.length()));
				}
			}
			return null;
		}

	}

}
