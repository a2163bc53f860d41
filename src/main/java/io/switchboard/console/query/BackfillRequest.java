package io.switchboard.console.query;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.backfill.Backfills;
import io.switchboard.history.EventFilter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a backfill, beside the filter of events.
 *
 * @param route the route's id; null is refused
 * @param all true: the route gets the events although the switchboard would not send them
 * there; null is false
 * @param perSecond how many deliveries are filed in a second at most; null for
 * {@code backfill.per-second}
 * @param dryRun true: they are only counted; null is false
 */
public record BackfillRequest(
		@Parameter(name = "route", description = "The id of the route that is to get the events",
				schema = @Schema(type = "string")) @Nullable String route,
		@Parameter(name = "all",
				description = "true: every event that matches the filter. false: only those that the switchboard sends to the route now",
				schema = @Schema(type = "boolean")) @Nullable Boolean all,
		@Parameter(name = "per_second",
				description = "How many deliveries are filed in a second at most, from 1 to 1000. Default: backfill.per-second",
				schema = @Schema(type = "integer", format = "int32")) @Nullable Long perSecond,
		@Parameter(name = "dry_run", description = "true: only count them, and try three of them",
				schema = @Schema(type = "boolean")) @Nullable Boolean dryRun) {

	/** Whether they are only counted. */
	public boolean isDryRun() {
		return Boolean.TRUE.equals(this.dryRun);
	}

	/**
	 * Makes the request.
	 * @param filter the events
	 * @param usualPace how many in a second, if that is not given
	 * @return never null
	 * @throws WrongParameter if something is missing, or cannot be used
	 */
	public Wanted wanted(EventFilter filter, int usualPace) {
		if (this.route == null) {
			throw new WrongParameter("route", "route: say which route is to get the events");
		}
		if (filter.from() == null) {
			throw new WrongParameter("from", "from: say from which time on the events are meant");
		}
		if (filter.status() != null && !filter.status().equals("accepted")) {
			throw new WrongParameter("status",
					"status=%s: only accepted events go to routes".formatted(filter.status()));
		}
		long pace = (this.perSecond != null) ? this.perSecond : usualPace;
		if (pace < 1 || pace > Backfills.MOST_PER_SECOND) {
			throw new WrongParameter("per_second",
					"per_second=%d is not from 1 to %d".formatted(pace, Backfills.MOST_PER_SECOND));
		}
		return new Wanted(this.route, filter, Boolean.TRUE.equals(this.all), (int) pace);
	}

}
