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

/**
 * Decides when an alert is told: at its beginning, now and then while it lasts, and at
 * its end.
 */
final class AlertPolicy {

	private final AlertSettings settings;

	private final WeekHours quiet;

	private final ZoneId zone;

	AlertPolicy(AlertSettings settings, ZoneId zone) {
		this.settings = settings;
		this.quiet = WeekHours.parse(settings.quiet());
		this.zone = zone;
	}

	/**
	 * The notices to send now.
	 * @param alerts those that last, and those whose end was not told yet
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
		// an alert that seems to be over is not told as present
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
	 * Whether it is a quiet time for this severity.
	 * @param severity how much it matters
	 * @param now the time
	 */
	boolean isQuiet(Severity severity, Instant now) {
		return severity.compareTo(this.settings.loud()) < 0
				&& this.quiet.holds(LocalDateTime.ofInstant(now, this.zone));
	}

}
