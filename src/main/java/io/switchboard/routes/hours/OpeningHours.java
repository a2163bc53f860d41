package io.switchboard.routes.hours;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.switchboard.declared.AskedByRules;
import io.switchboard.declared.Offline;
import io.switchboard.routes.FilesOf;
import io.switchboard.text.Nearest;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * When somebody is there, for routes: the bean {@code openingHours}. The setting
 * {@code opening-hours} is for all that have no hours of their own.
 */
public final class OpeningHours implements AskedByRules {

	/** The folder in the folder with the routes. */
	public static final String FOLDER = "hours";

	/** The hours of who has none; a file of that name counts instead of the setting. */
	public static final String OTHERS = "default";

	private final ZoneId zone;

	private final Map<String, Hours> byName = new TreeMap<>();

	private final Map<String, Hours> byOwner = new HashMap<>();

	private final Hours others;

	/**
	 * Those of a folder; what is wrong in it is left out, and the check tells of it.
	 * @param text the setting {@code opening-hours}
	 * @param zone of who names no other
	 * @param routes the folder with the routes
	 * @param calendars those of addresses
	 * @throws IllegalArgumentException if the setting cannot be read
	 */
	public OpeningHours(String text, ZoneId zone, Path routes, Calendars calendars) {
		this.zone = zone;
		for (HoursFile file : files(routes)) {
			WeekHours week = file.week();
			if (week != null) {
				ZoneId own = (file.zone() != null) ? file.zone() : zone;
				Hours hours = new Hours(own, week, new KnownHolidays(file, calendars, own));
				this.byName.put(file.name(), hours);
				file.owners().forEach((owner) -> this.byOwner.putIfAbsent(owner.toLowerCase(Locale.ROOT), hours));
			}
		}
		Hours own = this.byName.get(OTHERS);
		this.others = (own != null) ? own : new Hours(zone, setting(text), () -> Holidays.NONE);
	}

	/**
	 * Whether the setting can be read.
	 * @param text of {@code opening-hours}
	 * @throws IllegalArgumentException if not, with a sentence
	 */
	public static void check(String text) {
		if (setting(text).isNever()) {
			throw new IllegalArgumentException("opening-hours: these hours never open");
		}
	}

	private static WeekHours setting(String text) {
		try {
			return WeekHours.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("opening-hours: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Those of the settings and a folder; no calendar is fetched.
	 * @param environment with all sources of settings
	 * @param routes the folder with the routes
	 * @return never null
	 */
	@Offline("openingHours")
	public static OpeningHours of(Environment environment, Path routes) {
		return new OpeningHours(environment.getProperty("opening-hours", ""),
				ZoneId.of(environment.getProperty("display.time-zone", "UTC").strip()), routes,
				Calendars.stored(environment));
	}

	/**
	 * Reads all files.
	 * @param routes the folder with the routes
	 * @return in order; none where there is no such folder
	 */
	public static List<HoursFile> files(Path routes) {
		return FilesOf.yaml(routes.resolve(FOLDER), HoursFile::read);
	}

	/**
	 * The addresses of all calendars.
	 * @return in order
	 */
	static Set<URI> addresses(Path routes) {
		Set<URI> addresses = new TreeSet<>();
		files(routes).forEach((file) -> addresses.addAll(file.addresses()));
		return addresses;
	}

	/**
	 * Whether nobody was there, by the hours of who has none of their own.
	 * @param time the platform's time, {@code Y-m-d H:i:s} in UTC, or null
	 * @return true outside of the hours; false where the text is not a time
	 */
	public boolean isClosedAt(@Nullable String time) {
		Instant instant = PlatformTime.parse(time);
		return instant != null && !this.others.isOpen(instant);
	}

	/**
	 * The day as people there have it.
	 * @param time the platform's time, {@code Y-m-d H:i:s} in UTC, or null
	 * @return the date, such as 2026-04-28, or null where the text is not a time
	 */
	public @Nullable String dayOf(@Nullable String time) {
		Instant instant = PlatformTime.parse(time);
		return (instant != null) ? LocalDate.ofInstant(instant, this.zone).toString() : null;
	}

	/**
	 * Whether somebody was there.
	 * @param name of a file in {@code routes/hours}, without its ending; null, empty or
	 * {@code default} for the hours of all others
	 * @param time the platform's time, or null
	 * @return false outside of the hours, and where the text is not a time
	 * @throws IllegalArgumentException if there are no such hours
	 */
	public boolean isOpen(@Nullable String name, @Nullable String time) {
		Instant instant = PlatformTime.parse(time);
		return instant != null && named(name).isOpen(instant);
	}

	/**
	 * When somebody is there again.
	 * @param name of a file in {@code routes/hours}; null or empty for the hours of all
	 * others
	 * @param time the platform's time, or null
	 * @return such as {@code 2026-04-29T08:00:00Z}; null while somebody is there, where
	 * that is not within a year, and where the text is not a time
	 * @throws IllegalArgumentException if there are no such hours
	 */
	public @Nullable String opensAt(@Nullable String name, @Nullable String time) {
		Instant instant = PlatformTime.parse(time);
		Instant opens = (instant != null) ? named(name).opensAt(instant) : null;
		return (opens != null) ? opens.toString() : null;
	}

	/**
	 * When somebody was there for so long: a deadline in hours of work.
	 * @param name of a file in {@code routes/hours}, or null
	 * @param called the event's {@code dst}, or null
	 * @param context the event's, or null
	 * @param from the time from which it counts
	 * @param open how long somebody must have been there
	 * @return never before {@code from}; where nobody is ever there, as if somebody
	 * always were
	 */
	public Instant after(@Nullable String name, @Nullable Object called, @Nullable Object context, Instant from,
			Duration open) {
		return of(name, called, context).after(from, open);
	}

	private Hours named(@Nullable String name) {
		if (name == null || name.isBlank() || name.equals(OTHERS)) {
			return this.others;
		}
		Hours hours = this.byName.get(name);
		if (hours == null) {
			throw new IllegalArgumentException("there are no hours %s in routes/%s. %s".formatted(name, FOLDER,
					Nearest.to(name, this.byName.keySet())));
		}
		return hours;
	}

	/** Those that are named, else those of the queue or the number, else all others'. */
	Hours of(@Nullable String name, @Nullable Object called, @Nullable Object context) {
		Hours named = (name != null) ? this.byName.get(name) : null;
		for (Object owner : new @Nullable Object[] { called, context }) {
			if (named == null && owner != null) {
				named = this.byOwner.get(owner.toString().strip().toLowerCase(Locale.ROOT));
			}
		}
		return (named != null) ? named : this.others;
	}

}
