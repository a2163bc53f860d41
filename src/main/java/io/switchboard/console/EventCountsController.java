package io.switchboard.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.console.counts.EventCounts;
import io.switchboard.console.counts.EventCounts.Point;
import io.switchboard.console.counts.EventCounts.Range;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many events came in when, for a plot. */
@RestController
class EventCountsController {

	private final EventCounts counts;

	EventCountsController(EventCounts counts) {
		this.counts = counts;
	}

	/** Three lists of the same length. */
	@Operation(summary = "How many events came in when, some seconds late")
	@Parameter(name = "range", in = ParameterIn.QUERY, description = "hour (unless said otherwise), day or week",
			schema = @Schema(type = "string"))
	@GetMapping("/api/event-counts")
	Page<Map<String, Object>> counts(@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, Set.of("range"), Set.of());
		String range = Objects.requireNonNullElse(parameters.oneOf("range", Set.of("hour", "day", "week")), "hour");
		Range wanted = Range.valueOf(range.toUpperCase(Locale.ROOT));
		List<Point> points = this.counts.points(wanted);
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("range", range);
		view.put("step_seconds", wanted.step().toSeconds());
		view.put("start", points.stream().map((point) -> point.start().getEpochSecond()).toList());
		view.put("events", points.stream().map(Point::events).toList());
		view.put("missed", points.stream().map(Point::missed).toList());
		return Page.of(view);
	}

}
