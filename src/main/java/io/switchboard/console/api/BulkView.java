package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.bulk.Bulk;
import io.switchboard.delivery.table.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** Bulk operations in the API. */
final class BulkView {

	private BulkView() {
	}

	/** One of them. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "BulkOperation")
	record Started(long id, @Schema(description = "redeliver or discard") String action, String route,
			@Schema(description = "The filter that chose the deliveries") Map<String, Object> filter,
			@Schema(description = "running, stopped or done") String status,
			@Schema(description = "What it waits for, if it does") @Nullable String waitingFor,
			@Schema(description = "How many deliveries there were when it began") long matched,
			@Schema(description = "How many of them are done") long changed,
			@Schema(description = "What became of those that it redelivered: how many, by status") Map<String, Long> deliveries,
			@Nullable String startedBy, Instant createdAt, Instant updatedAt) {

		static Started of(Bulk bulk, Map<String, Object> filter, Map<DeliveryStatus, Long> deliveries) {
			Map<String, Long> counts = new TreeMap<>();
			deliveries.forEach((status, number) -> counts.put(status.toString(), number));
			return new Started(bulk.id(), bulk.wanted().action().word(), bulk.wanted().route(), filter,
					bulk.state().word(), bulk.waitsFor(), bulk.matched(), bulk.changed(), counts, bulk.startedBy(),
					bulk.createdAt(), bulk.updatedAt());
		}

	}

	/** The result of a bulk request. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Many")
	record Many(@Schema(description = "How many match the filters") long matched, @Schema(
			description = "How many are done by now") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long redelivered,
			@Schema(description = "How many are done by now") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long discarded,
			@Schema(description = "One for each route; those that run go on by themselves") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Started> bulk) {
	}

}
