package io.switchboard.console.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.console.query.Given;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * Writes times for people, in {@code display.time-zone} or in the zone that the user has
 * chosen.
 */
@Component
public class Times {

	/**
	 * The cookie with the chosen zone. Its slashes are dots, because a cookie cannot have
	 * slashes.
	 */
	static final String COOKIE = "zone";

	private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

	private final ZoneId everybodys;

	private final Locale locale;

	private final Map<ZoneId, Formats> formats = new ConcurrentHashMap<>();

	private final Clock clock = Clock.systemUTC();

	Times(@Value("${display.time-zone}") ZoneId zone, @Value("${display.locale}") Locale locale) {
		this.everybodys = zone;
		this.locale = locale;
	}

	private record Formats(DateTimeFormatter time, DateTimeFormatter shortTime, DateTimeFormatter day,
			DateTimeFormatter clockTime, DateTimeFormatter exactTime) {

		static Formats of(ZoneId zone, Locale locale) {
			return new Formats(in(zone, locale, "d MMM yyyy, HH:mm:ss"), in(zone, locale, "EEE HH:mm"),
					in(zone, locale, "d MMM"), in(zone, locale, "HH:mm:ss"), in(zone, locale, "HH:mm:ss.SSS"));
		}

		private static DateTimeFormatter in(ZoneId zone, Locale locale, String pattern) {
			return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone);
		}

	}

	/**
	 * A span of time to choose.
	 *
	 * @param label for people
	 * @param from its begin, as a filter has it
	 * @param to its end, or empty for one that goes on
	 */
	public record Span(String label, String from, String to) {
	}

	private Formats formats() {
		return this.formats.computeIfAbsent(zoneId(), (zone) -> Formats.of(zone, this.locale));
	}

	/** The zone of the user, or that of the settings. */
	private ZoneId zoneId() {
		ZoneId own = own();
		return (own != null) ? own : this.everybodys;
	}

	private static @Nullable ZoneId own() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return null;
		}
		Cookie cookie = WebUtils.getCookie(attributes.getRequest(), COOKIE);
		String name = (cookie != null) ? cookie.getValue().replace('.', '/') : "";
		return isZone(name) ? ZoneId.of(name) : null;
	}

	/** Whether this is the name of a time zone. */
	static boolean isZone(String name) {
		return name.equals("UTC") || (name.contains("/") && ZoneId.getAvailableZoneIds().contains(name));
	}

	/**
	 * Whether the user has chosen the zone.
	 * @return false for that of the settings
	 */
	public boolean isOwnZone() {
		return own() != null;
	}

	/**
	 * Spans of time that lists offer.
	 * @return the shortest first
	 */
	public List<Span> spans() {
		ZonedDateTime now = this.clock.instant().atZone(zoneId());
		ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS);
		return List.of(new Span("Last hour", FIELD.format(now.minusHours(1)), ""),
				new Span("Today", FIELD.format(today), ""),
				new Span("Yesterday", FIELD.format(today.minusDays(1)), FIELD.format(today)),
				new Span("7 days", FIELD.format(today.minusDays(7)), ""));
	}

	/**
	 * The present span of a label.
	 * @param label for people, or null
	 * @return null if there is none
	 */
	@Nullable Span span(@Nullable String label) {
		return spans().stream().filter((each) -> each.label().equals(label)).findFirst().orElse(null);
	}

	/**
	 * The label of a span.
	 * @param from its begin, as a filter has it
	 * @param to its end, or empty
	 * @return its label; empty if it is not one of them
	 */
	public String label(String from, String to) {
		return spans().stream()
			.filter((each) -> each.from().equals(from) && each.to().equals(to))
			.map(Span::label)
			.findFirst()
			.orElse("");
	}

	/** Date and time to the second; empty for null. */
	public String full(@Nullable Instant instant) {
		return (instant != null) ? formats().time().format(instant) : "";
	}

	/** Day of the week, hour and minute; empty for null. */
	public String brief(@Nullable Instant instant) {
		return (instant != null) ? formats().shortTime().format(instant) : "";
	}

	/** Day and month; empty for null. */
	public String day(@Nullable Instant instant) {
		return (instant != null) ? formats().day().format(instant) : "";
	}

	/** Hour, minute and second; empty for null. */
	public String clock(@Nullable Instant instant) {
		return (instant != null) ? formats().clockTime().format(instant) : "";
	}

	/** Hour, minute, second and milliseconds; empty for null. */
	public String exact(@Nullable Instant instant) {
		return (instant != null) ? formats().exactTime().format(instant) : "";
	}

	/** A span such as {@code 1:05}; empty for null. */
	public String span(@Nullable Long seconds) {
		if (seconds == null) {
			return "";
		}
		String minutes = (seconds < 3600) ? String.valueOf(seconds / 60)
				: "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
		return "%s:%02d".formatted(minutes, seconds % 60);
	}

	/** Milliseconds, such as {@code 85 ms} or {@code 2.1 s}. */
	public String millis(long millis) {
		return (millis < 1000) ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
	}

	/** How long something takes, such as {@code 45 s} or {@code 3 min}. */
	public String seconds(long seconds) {
		return words(Duration.ofSeconds(seconds));
	}

	/** How long ago, such as {@code 3 min}; a script keeps it up to date in the page. */
	public String ago(@Nullable Instant instant) {
		return (instant != null) ? words(Duration.between(instant, this.clock.instant())) : "";
	}

	/** How long until then, such as {@code in 3 min}; {@code now} if it is due. */
	public String until(@Nullable Instant instant) {
		if (instant == null) {
			return "";
		}
		Duration left = Duration.between(this.clock.instant(), instant);
		return (left.toSeconds() > 0) ? "in " + words(left) : "now";
	}

	/** Whether it is still to come; false for null. */
	public boolean isAhead(@Nullable Instant instant) {
		return instant != null && instant.isAfter(this.clock.instant());
	}

	/**
	 * The notation of times in pages: as a browser's field has them, in the user's zone;
	 * or in UTC with a Z.
	 * @param names the page's names for filters that differ from the filters' own
	 * @return for the reader of a page's parameters
	 */
	public Given.Spelling spelling(Map<String, String> names) {
		return new Given.Spelling(this::instant, "2026-01-31T08:00", names);
	}

	private Instant instant(String text) {
		return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(zoneId()).toInstant();
	}

	/** The zone that all of them are in. */
	public String zone() {
		return zoneId().getId();
	}

	/** Writes 0 s for a negative time. The script has the same steps. */
	static String words(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 60 * 60) {
			return seconds / 60 + " min";
		}
		return (seconds < 48 * 60 * 60) ? seconds / 3600 + " h" : seconds / 86_400 + " days";
	}

}
