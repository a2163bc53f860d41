package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.backfill.Backfill;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.backfill.Backfills.Preview;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.routes.dryrun.RouteTrial.Tried;
import org.jspecify.annotations.Nullable;

/** Backfills in the API. */
final class BackfillView {

	private BackfillView() {
	}

	/** One of them. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Backfill")
	record Started(long id, String route,
			@Schema(description = "The filter that chose the events") Map<String, Object> filter,
			@Schema(description = "Whether the switchboard was not asked") boolean all, int perSecond,
			@Schema(description = "running, paused, stopped or done") String status,
			@Schema(description = "What it waits for, if it does") @Nullable String waitingFor,
			@Schema(description = "How many events there were when it began") long events,
			@Schema(description = "How many of them were looked at") long lookedAt,
			@Schema(description = "For how many of them a delivery was filed") long filed,
			@Schema(description = "For how many of them the switchboard failed") long undecided,
			@Schema(description = "How its deliveries do: how many, by status") Map<String, Long> deliveries,
			@Nullable String startedBy, Instant createdAt, Instant updatedAt) {

		static Started of(Backfill backfill, Map<String, Object> filter, Map<DeliveryStatus, Long> deliveries) {
			Map<String, Long> counts = new TreeMap<>();
			deliveries.forEach((status, number) -> counts.put(status.toString(), number));
			Wanted wanted = backfill.wanted();
			return new Started(backfill.id(), wanted.route(), filter, wanted.every(), wanted.perSecond(),
					backfill.state().word(), backfill.waitsFor(), backfill.events(), backfill.lookedAt(),
					backfill.filed(), backfill.undecided(), counts, backfill.startedBy(), backfill.createdAt(),
					backfill.updatedAt());
		}

	}

	/** A preview, or the backfill that was started. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "BackfillAnswer")
	record Answer(@Schema(description = "What was started; null for a dry run") @Nullable Started started,
			@Schema(description = "What would be done; null unless it is a dry run") @Nullable Looked preview) {
	}

	/** A preview. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "BackfillPreview")
	record Looked(@Schema(description = "How many events would be looked at") long events, @Schema(
			description = "How many of them were looked at for this answer; the first, if there was no time for all") long lookedAt,
			@Schema(description = "For how many of these a delivery would be filed") long wanted,
			@Schema(description = "For how many of these the switchboard fails") long undecided,
			@Schema(description = "What the route would do with the first three") List<Tried> sample) {

		static Looked of(Preview preview) {
			return new Looked(preview.events(), preview.lookedAt(), preview.wanted(), preview.undecided(),
					preview.sample());
		}

	}

}
