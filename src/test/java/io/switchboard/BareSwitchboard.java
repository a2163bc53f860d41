package io.switchboard;

import java.nio.file.Path;

import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/**
 * The routes and the rooms below them, without a port, a console or a platform. It is
 * enough to see how a start reports a mistake.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = SpringBootPlatformHttpAutoConfiguration.class)
@ComponentScan(basePackages = { "io.switchboard.delivery", "io.switchboard.inbox", "io.switchboard.store",
		"io.switchboard.voipstudio", "io.switchboard.mail", "io.switchboard.destinations", "io.switchboard.routes",
		"io.switchboard.answers", "io.switchboard.chat", "io.switchboard.http", "io.switchboard.oauth",
		"io.switchboard.settings", "io.switchboard.telemetry", "io.switchboard.files", "io.switchboard.texts" },
		excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
@ConfigurationPropertiesScan({ "io.switchboard.delivery", "io.switchboard.inbox", "io.switchboard.store",
		"io.switchboard.voipstudio", "io.switchboard.mail", "io.switchboard.destinations", "io.switchboard.routes",
		"io.switchboard.answers", "io.switchboard.chat", "io.switchboard.http", "io.switchboard.oauth",
		"io.switchboard.settings", "io.switchboard.telemetry", "io.switchboard.texts" })
class BareSwitchboard {

	private static final ThreadLocal<FailureAnalysis> LAST = new ThreadLocal<>();

	/** The whole report of a start that fails. */
	static String failure(Path folder, String... settings) {
		LAST.remove();
		try (var started = new SpringApplicationBuilder(BareSwitchboard.class).web(WebApplicationType.NONE)
			.properties("management.endpoint.health.validate-group-membership=false")
			.run(ChildSwitchboard.settings(folder, settings).toArray(String[]::new))) {
			throw new AssertionError("it started: " + started);
		}
		catch (RuntimeException ex) {
			FailureAnalysis analysis = LAST.get();
			if (analysis == null) {
				throw ex;
			}
			return analysis.getDescription() + "\n" + analysis.getAction();
		}
	}

	static class Reporter implements FailureAnalysisReporter {

		@Override
		public void report(FailureAnalysis analysis) {
			LAST.set(analysis);
		}

	}

}
