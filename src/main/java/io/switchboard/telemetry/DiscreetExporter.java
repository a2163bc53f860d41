package io.switchboard.telemetry;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Exports traces without addresses, statements and texts, because these have secrets,
 * numbers and names.
 */
class DiscreetExporter implements SpanExporter {

	private static final Set<String> TOLD = Set.of("component", "op", "error", "url.scheme", "http.method",
			"http.status_code", "exchangeId");

	private static final String OURS = "switchboard.";

	private final SpanExporter exporter;

	DiscreetExporter(SpanExporter exporter) {
		this.exporter = exporter;
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		return this.exporter.export(spans.stream().<SpanData>map(DiscreetSpan::new).toList());
	}

	@Override
	public CompletableResultCode flush() {
		return this.exporter.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.exporter.shutdown();
	}

	private static final class DiscreetSpan extends DelegatingSpanData {

		private final Attributes attributes;

		private DiscreetSpan(SpanData span) {
			super(span);
			this.attributes = span.getAttributes()
				.toBuilder()
				.removeIf((key) -> !TOLD.contains(key.getKey()) && !key.getKey().startsWith(OURS))
				.build();
		}

		@Override
		public Attributes getAttributes() {
			return this.attributes;
		}

		@Override
		public List<EventData> getEvents() {
			return List.of();
		}

		@Override
		public int getTotalRecordedEvents() {
			return 0;
		}

		@Override
		public StatusData getStatus() {
			return StatusData.create(super.getStatus().getStatusCode(), "");
		}

	}

}
