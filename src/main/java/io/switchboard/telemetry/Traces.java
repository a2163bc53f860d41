package io.switchboard.telemetry;

import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One trace for each event. It begins at the webhook, is stored with the event, and goes
 * on in each of its deliveries.
 */
@Component
public class Traces {

	private static final String HEADER = "traceparent";

	private static final String TRACE_ID = "trace_id";

	private static final String SPAN_ID = "span_id";

	private static final Logged NOTHING = () -> {
	};

	/** Where a traceparent has its ids: version, trace, span, flags. */
	private static final int PARTS = 4;

	private final @Nullable Tracer tracer;

	@Autowired
	Traces(ObjectProvider<Tracer> tracer) {
		this(tracer.getIfAvailable());
	}

	private Traces(@Nullable Tracer tracer) {
		this.tracer = tracer;
	}

	/**
	 * Those that are off.
	 * @return never null
	 */
	public static Traces none() {
		return new Traces((Tracer) null);
	}

	/** Ends the ids in the log. */
	@FunctionalInterface
	public interface Logged extends AutoCloseable {

		@Override
		void close();

	}

	/**
	 * Begins a trace. Headers from outside have no effect on it.
	 * @param name what is done
	 * @param startedAt when that began, in milliseconds since 1970
	 * @return never null; where traces are off, one that does nothing
	 */
	public Trace begin(String name, long startedAt) {
		return new Trace((this.tracer == null) ? null
				: this.tracer.spanBuilder(name)
					.setNoParent()
					.setSpanKind(SpanKind.SERVER)
					.setStartTimestamp(startedAt, TimeUnit.MILLISECONDS)
					.startSpan());
	}

	/**
	 * Lets a route go on with a stored trace.
	 * @param exchange the route's
	 * @param parent as W3C's {@code traceparent}, or null
	 */
	public void follow(Exchange exchange, @Nullable String parent) {
		if (this.tracer != null && parent != null) {
			exchange.getMessage().setHeader(HEADER, parent);
		}
	}

	/**
	 * Has the ids of a trace in every line of the log, and in the examples of histograms.
	 * @param parent as W3C's {@code traceparent}, or null
	 * @return what ends that
	 */
	public static Logged logged(@Nullable String parent) {
		@Nullable String[] parts = (parent != null) ? parent.split("-") : new String[0];
		if (parts.length != PARTS) {
			return NOTHING;
		}
		MDC.put(TRACE_ID, parts[1]);
		MDC.put(SPAN_ID, parts[2]);
		return () -> {
			MDC.remove(TRACE_ID);
			MDC.remove(SPAN_ID);
		};
	}

	/** A trace that has begun. */
	public static final class Trace {

		private final @Nullable Span span;

		private Trace(@Nullable Span span) {
			this.span = span;
		}

		/**
		 * What is kept, so that others go on with it.
		 * @return as W3C's {@code traceparent}, or null if nothing is traced
		 */
		public @Nullable String parent() {
			return (this.span == null) ? null : "00-%s-%s-%s".formatted(this.span.getSpanContext().getTraceId(),
					this.span.getSpanContext().getSpanId(), this.span.getSpanContext().getTraceFlags().asHex());
		}

		/**
		 * Has its ids in the log.
		 * @return what ends that
		 */
		public Logged logged() {
			return Traces.logged(parent());
		}

		/**
		 * What began it is answered.
		 * @param event the event's id, or null if none was kept
		 * @param status how it was answered
		 */
		public void end(@Nullable String event, String status) {
			if (this.span == null) {
				return;
			}
			this.span.setAttribute("switchboard.status", status);
			if (event != null) {
				this.span.setAttribute("switchboard.event_id", event);
			}
			else {
				this.span.setStatus(StatusCode.ERROR);
			}
			this.span.end();
		}

	}

}
