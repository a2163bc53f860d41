package io.switchboard.console.api;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.console.counts.EventCounts;
import io.switchboard.console.counts.EventCounts.Point;
import io.switchboard.console.counts.EventCounts.Range;
import io.switchboard.history.Page;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts of events over time, for a plot. */
@RestController
@Tag(name = "Events")
class EventCountsController {

	private final EventCounts counts;

	EventCountsController(EventCounts counts) {
		this.counts = counts;
	}

	/**
	 * How far back.
	 *
	 * @param range {@code hour}, {@code day} or {@code week}
	 */
	record Span(@Parameter(name = "range", description = "How far back",
			schema = @Schema(type = "string", allowableValues = {
					"hour", "day", "week" }, defaultValue = "hour")) String range){
	}

	/** Counts by steps, as lists of the same length. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "EventCounts")
	record Counted(String range, long stepSeconds,
			@Schema(description = "When each step begins, in seconds since 1970") List<Long> start, List<Long> events,
			List<Long> missed) {
	}

	/** Three lists of the same length. */
	@Operation(operationId = "countEvents",
			summary = "How many events came in, step by step. The latest seconds may be missing")
	@GetMapping("/api/event-counts")
	Page<Counted> counts(@ParameterObject Span span) {
		String range = span.range();
		Range wanted = Range.valueOf(range.toUpperCase(Locale.ROOT));
		List<Point> points = this.counts.points(wanted);
		return Page.of(new Counted(range, wanted.step().toSeconds(),
				points.stream().map((point) -> point.start().getEpochSecond()).toList(),
				points.stream().map(Point::events).toList(), points.stream().map(Point::missed).toList()));
	}

}
