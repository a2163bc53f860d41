package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.calls.Call;
import io.switchboard.history.Enrichment;
import org.jspecify.annotations.Nullable;

/** Calls in the API: one name for each value, null if there is none. */
final class CallView {

	private CallView() {
	}

	/** A call. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Call")
	record Listed(long rootCallId, String state, @Nullable String outcome, @Nullable String direction,
			String contextKind, @Nullable String queue, @Nullable String src, @Nullable String srcName,
			@Nullable String dst, @Nullable String dstName, @Nullable String answeredBy, Instant startTime,
			@Nullable Instant answeredAt, @Nullable Instant endTime, @Nullable Long waitSeconds,
			@Nullable Long talkSeconds, int legs, int events, boolean hasRecording, boolean reconciled,
			Instant firstSeenAt, Instant lastSeenAt) {

		static Listed of(Call call) {
			return new Listed(call.rootCallId(), call.state().toString(), Objects.toString(call.outcome(), null),
					call.direction(), call.contextKind(), call.queue(), call.src(), call.srcName(), call.dst(),
					call.dstName(), call.answeredBy(), call.startTime(), call.answeredAt(), call.endTime(),
					call.waitSeconds(), call.talkSeconds(), call.legs(), call.events(), call.hasRecording(),
					call.reconciled(), call.firstSeenAt(), call.lastSeenAt());
		}

	}

	/** A call alone. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "CallWithEvents")
	record Alone(long rootCallId, @Schema(
			description = "Absent until it is computed") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Listed call,
			List<EventView.Listed> events,
			@Schema(description = "Only if it was asked for") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Enriched enrichment) {
	}

	/** VoIPstudio's data on the call, in its own words. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Enrichment")
	record Enriched(@Nullable Map<String, Object> call, List<Map<String, Object>> cdrs,
			List<Map<String, @Nullable Object>> recordings,
			@Schema(description = "Why nothing more was found") @Nullable String unavailable) {

		static Enriched of(Enrichment.Found found) {
			return new Enriched(found.call(), found.cdrs(), found.recordings(), found.unavailable());
		}

	}

}
