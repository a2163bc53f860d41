package io.switchboard.telemetry;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.stereotype.Component;

/** The trace that a histogram names as an example: the one that the log names too. */
@Component
class MetricExamples implements SpanContext {

	@Override
	public @Nullable String getCurrentTraceId() {
		return MDC.get("trace_id");
	}

	@Override
	public @Nullable String getCurrentSpanId() {
		return MDC.get("span_id");
	}

	@Override
	public boolean isCurrentSpanSampled() {
		return getCurrentTraceId() != null;
	}

	@Override
	public void markCurrentSpanAsExemplar() {
		// every trace is kept
	}

}
