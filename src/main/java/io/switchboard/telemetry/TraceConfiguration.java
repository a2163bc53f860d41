package io.switchboard.telemetry;

import java.time.Duration;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.spring.boot.CamelContextConfiguration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What traces need, where {@code traces.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${traces.url:}'.isEmpty()")
class TraceConfiguration {

	private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

	private static final Duration DELAY = Duration.ofSeconds(1);

	@Bean
	SdkTracerProvider traceProvider(TraceSettings settings, @Value("${spring.application.name}") String name) {
		OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(settings.url()).build();
		return SdkTracerProvider.builder()
			.setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, name))))
			.setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
			.addSpanProcessor(
					BatchSpanProcessor.builder(new DiscreetExporter(exporter)).setScheduleDelay(DELAY).build())
			.build();
	}

	@Bean
	Tracer tracer(SdkTracerProvider provider) {
		return provider.get("switchboard");
	}

	@Bean
	ContextPropagators contextPropagators() {
		return ContextPropagators.create(W3CTraceContextPropagator.getInstance());
	}

	/** The webhook has a span of its own: it ends on another thread than it began. */
	@Bean
	CamelContextConfiguration tracedRoutes() {
		OpenTelemetryTracer tracer = new OpenTelemetryTracer();
		tracer.setExcludePatterns("platform-http:*");
		return new CamelContextConfiguration() {

			@Override
			public void beforeApplicationStart(CamelContext context) {
				tracer.init(context);
			}

			@Override
			public void afterApplicationStart(CamelContext context) {
				// nothing more to do
			}

		};
	}

}
