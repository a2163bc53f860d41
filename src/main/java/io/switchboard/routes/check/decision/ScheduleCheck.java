package io.switchboard.routes.check.decision;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/** Whether the schedule of a route can be read, and has a day that comes. */
final class ScheduleCheck {

	private final Destinations destinations;

	private final Findings findings;

	ScheduleCheck(Destinations destinations, Findings findings) {
		this.destinations = destinations;
		this.findings = findings;
	}

	/** Checks that of a route, if there is one. */
	void check(RouteDefinition route) {
		String schedule = of(route);
		if (schedule != null && CronExpression.isValidExpression(schedule)
				&& CronExpression.parse(schedule).next(LocalDateTime.now()) == null) {
			this.findings.add(place(route, schedule), Rule.OPTION,
					Wording.route(route) + "schedule: %s is a day that never comes".formatted(schedule),
					"Fix the day or the month.");
		}
		// an empty setting counts as none
		if (schedule != null && !schedule.isBlank() && !CronExpression.isValidExpression(schedule)) {
			this.findings.add(place(route, schedule), Rule.OPTION,
					Wording.route(route) + "schedule: %s is not a cron expression".formatted(schedule),
					"Write six fields (second, minute, hour, day, month, weekday), such as 0 0 8 * * MON-FRI.");
		}
	}

	/** The schedule; null if the route gets no events of its own. */
	@Nullable String of(RouteDefinition route) {
		String uri = route.getInput().getEndpointUri();
		if (!uri.startsWith("durable:") || !uri.contains("?")) {
			return null;
		}
		try {
			// the value of a setting is encoded for an address
			String query = this.destinations.resolved(uri.substring(uri.indexOf('?') + 1));
			Map<String, Object> options = URISupport.parseQuery(query);
			return options.containsKey("schedule")
					? this.destinations
						.value(URLDecoder.decode(Objects.toString(options.get("schedule"), ""), StandardCharsets.UTF_8))
					: null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * One that comes from a setting does not stand in the file: then it is the option's.
	 */
	private static Place place(RouteDefinition route, String schedule) {
		Place of = Place.of(route, route);
		return Stream.of(schedule, "schedule:", "schedule=")
			.map((word) -> Place.of(route, route, word))
			.filter((each) -> !each.equals(of))
			.findFirst()
			.orElse(of);
	}

}
