package io.switchboard.routes;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * When somebody is there: {@code mon-fri 09:00-17:30, sat 10:00-14:00}, in
 * {@code display.time-zone}.
 */
@Component("openingHours")
public class OpeningHours {

	private static final Pattern PART = Pattern
		.compile("([a-z]{3})(?:-([a-z]{3}))? (\\d{2}:\\d{2})-(\\d{2}:\\d{2}|24:00)");

	private final DisplaySettings display;

	private final Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);

	OpeningHours(@Value("${opening-hours}") String text, DisplaySettings display) {
		this.display = display;
		for (String part : text.isBlank() ? new String[0] : text.split(",")) {
			add(part.strip().toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Those of the settings.
	 * @param environment with all sources of settings
	 * @return never null
	 */
	public static OpeningHours of(Environment environment) {
		return new OpeningHours(environment.getProperty("opening-hours", ""),
				Binder.get(environment).bind("display", DisplaySettings.class).get());
	}

	private void add(String part) {
		Matcher matcher = PART.matcher(part);
		try {
			if (matcher.matches()) {
				DayOfWeek first = day(matcher.group(1));
				DayOfWeek last = (matcher.group(2) != null) ? day(matcher.group(2)) : first;
				boolean midnight = matcher.group(4).equals("24:00");
				Span span = new Span(LocalTime.parse(matcher.group(3)),
						midnight ? LocalTime.MAX : LocalTime.parse(matcher.group(4)));
				if (span.from.isBefore(span.to)) {
					for (DayOfWeek day = first;; day = day.plus(1)) {
						this.spans.computeIfAbsent(day, (key) -> new ArrayList<>()).add(span);
						if (day == last) {
							return;
						}
					}
				}
			}
		}
		catch (RuntimeException ex) {
			// told below
		}
		throw new IllegalArgumentException(
				"opening-hours: '%s' is not like mon-fri 09:00-17:30, sat 10:00-14:00".formatted(part));
	}

	private static DayOfWeek day(String name) {
		for (DayOfWeek day : DayOfWeek.values()) {
			if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
				return day;
			}
		}
		throw new IllegalArgumentException(name);
	}

	/**
	 * Whether nobody was there.
	 * @param time the platform's time, {@code Y-m-d H:i:s} in UTC
	 * @return true outside of the hours; false where the text is no time
	 */
	public boolean isClosedAt(@Nullable String time) {
		ZonedDateTime local = local(time);
		return local != null && this.spans.getOrDefault(local.getDayOfWeek(), List.of())
			.stream()
			.noneMatch((span) -> span.holds(local.toLocalTime()));
	}

	/**
	 * The day as people there have it.
	 * @param time the platform's time, {@code Y-m-d H:i:s} in UTC
	 * @return the date, such as 2026-04-28, or null where the text is no time
	 */
	public @Nullable String dayOf(@Nullable String time) {
		ZonedDateTime local = local(time);
		return (local != null) ? local.toLocalDate().toString() : null;
	}

	private @Nullable ZonedDateTime local(@Nullable String time) {
		var instant = PlatformTime.parse(time);
		return (instant != null) ? instant.atZone(this.display.timeZone()) : null;
	}

	/** From the first moment on, up to but not including the last. */
	private record Span(LocalTime from, LocalTime to) {

		private boolean holds(LocalTime time) {
			return !time.isBefore(this.from) && time.isBefore(this.to);
		}

	}

}
