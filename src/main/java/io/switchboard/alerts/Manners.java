package io.switchboard.alerts;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.switchboard.alerts.Notice.What;
import io.switchboard.routes.hours.WeekHours;
import org.jspecify.annotations.Nullable;

/** What of the alerts is told when: once, then now and then, and that it is over. */
final class Manners {

	private final AlertSettings settings;

	private final WeekHours quiet;

	private final ZoneId zone;

	Manners(AlertSettings settings, ZoneId zone) {
		this.settings = settings;
		this.quiet = WeekHours.parse(settings.quiet());
		this.zone = zone;
	}

	/**
	 * What is to be told now.
	 * @param alerts those that last, and those of whose end nobody heard
	 * @param now the time
	 * @return in the order of the alerts, the worst first; perhaps none
	 */
	List<Notice> due(List<Alert> alerts, Instant now) {
		List<Notice> due = new ArrayList<>();
		for (Alert alert : alerts) {
			What what = isQuiet(alert.kind().severity(), now) ? null : what(alert, now);
			if (what != null) {
				due.add(new Notice(alert, what));
			}
		}
		due.sort((one, other) -> other.alert().kind().severity().compareTo(one.alert().kind().severity()));
		return due;
	}

	private @Nullable What what(Alert alert, Instant now) {
		if (alert.endedAt() != null) {
			if (alert.overToldAt() != null || alert.dueAt() == null) {
				return null;
			}
			return (alert.toldAt() != null) ? What.OVER : What.WAS;
		}
		// what seems to be over is not told as if it were there
		if (alert.acknowledgedAt() != null || alert.missingAt() != null || !alert.isFiring(now)) {
			return null;
		}
		if (alert.toldAt() == null) {
			return What.BEGAN;
		}
		Instant next = Objects.requireNonNull(alert.toldAt()).plus(this.settings.repeat());
		return next.isAfter(now) ? null : What.REMINDER;
	}

	/**
	 * Whether nobody is to be disturbed by that.
	 * @param severity how much it matters
	 * @param now the time
	 */
	boolean isQuiet(Severity severity, Instant now) {
		return severity.compareTo(this.settings.loud()) < 0
				&& this.quiet.holds(LocalDateTime.ofInstant(now, this.zone));
	}

}
