package io.switchboard.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.switchboard.text.Readable;
import io.switchboard.text.UrlText;

/** Words the messages. */
final class Wording {

	private static final int LONGEST_SUBJECT = 140;

	private final ZoneId zone;

	private final DateTimeFormatter time = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

	private final String console;

	Wording(ZoneId zone, String console) {
		this.zone = zone;
		this.console = UrlText.base(console);
	}

	Message message(String id, List<Notice> notices) {
		return new Message(id, "Switchboard: " + Readable.line(subject(notices)),
				notices.stream().map(this::line).toList(), notices);
	}

	private static String subject(List<Notice> notices) {
		if (notices.size() == 1) {
			Notice only = notices.get(0);
			String text = (only.isOver() ? "over: " : "") + only.alert().summary();
			return Readable.cut(text, LONGEST_SUBJECT);
		}
		long over = notices.stream().filter(Notice::isOver).count();
		long firing = notices.size() - over;
		return (firing == 0) ? "%d alerts are over".formatted(over)
				: Standing.count(firing, "alert", "alerts") + ((over > 0) ? ", %d over".formatted(over) : "");
	}

	private Message.Line line(Notice notice) {
		Alert alert = notice.alert();
		String summary = Readable.line(alert.summary());
		String link = (alert.link() != null && !this.console.isEmpty()) ? this.console + alert.link() : "";
		return switch (notice.what()) {
			case BEGAN -> new Message.Line(label(alert), "%s. Since %s.".formatted(summary, at(alert.beganAt())), link);
			case REMINDER -> new Message.Line(label(alert) + ", still",
					"%s. Since %s.".formatted(summary, at(alert.beganAt())), link);
			case OVER, WAS -> {
				Instant ended = Objects.requireNonNull(alert.endedAt());
				yield new Message.Line("Over", "%s. It lasted from %s to %s (%s).".formatted(summary,
						at(alert.beganAt()), at(ended), lasted(Duration.between(alert.beganAt(), ended))), link);
			}
		};
	}

	/** Of the store, told without it. */
	Message away(String id, String node, Instant since, boolean over, Instant now) {
		String text = over
				? "The store answers again on %s. It was away from %s to %s (%s).".formatted(node, at(since), at(now),
						lasted(Duration.between(since, now)))
				: "The store does not answer on %s: webhooks are answered 503 and sent again later. Since %s."
					.formatted(node, at(since));
		String subject = over ? "over: the store answers again" : "the store does not answer";
		return new Message(id, "Switchboard: " + subject,
				List.of(new Message.Line(over ? "Over" : "Critical", text, this.console)), List.of());
	}

	/** One that tells nothing. */
	Message test(String id, String who) {
		return new Message(id, "Switchboard: a test",
				List.of(new Message.Line("Test",
						"%s tried whether alerts arrive here. They do.".formatted(Readable.line(who)), this.console)),
				List.of());
	}

	private static String label(Alert alert) {
		String word = alert.kind().severity().word();
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	private String at(Instant instant) {
		return this.time.withZone(this.zone).format(instant) + " " + this.zone.getId();
	}

	private static String lasted(Duration duration) {
		if (duration.toMinutes() < 1) {
			return duration.toSeconds() + " s";
		}
		return (duration.toHours() < 1) ? duration.toMinutes() + " min"
				: "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
	}

}
