package io.switchboard.telemetry;

import java.lang.management.ManagementFactory;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to the frameworks' metrics what Prometheus' rules require. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

	private static final double NANOS = 1e9;

	private static final Map<String, String> HELP = Map.of("http.server.requests",
			"How long requests to the console, the API and health took");

	/** A metric says what it is. */
	@Bean
	MeterFilter helpTexts() {
		return new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				@Nullable String help = HELP.get(id.getName());
				return (help == null) ? id : new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()),
						id.getBaseUnit(), help, id.getType());
			}

		};
	}

	/** By the name that every process has. */
	@Bean
	MeterBinder processTime() {
		return (meters) -> {
			if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
				FunctionCounter.builder("process.cpu", system, (each) -> each.getProcessCpuTime() / NANOS)
					.description("How long the process has used a CPU")
					.baseUnit("seconds")
					.register(meters);
			}
		};
	}

}
