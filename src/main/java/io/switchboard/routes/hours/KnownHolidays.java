package io.switchboard.routes.hours;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The holidays of some calendars as they are known now. They are read again when an
 * address brought another calendar.
 */
final class KnownHolidays implements Supplier<Holidays> {

	private final List<Holidays> files;

	private final List<URI> addresses;

	private final Calendars calendars;

	private final ZoneId zone;

	private volatile @Nullable Read read;

	KnownHolidays(HoursFile file, Calendars calendars, ZoneId zone) {
		this.files = file.files().stream().map((text) -> parsed(text, zone)).toList();
		this.addresses = file.addresses();
		this.calendars = calendars;
		this.zone = zone;
	}

	/** What was read, and from which texts. */
	private record Read(List<@Nullable String> texts, Holidays holidays) {

		/** The same text is the same object. */
		private boolean isOf(List<@Nullable String> others) {
			for (int i = 0; i < others.size(); i++) {
				if (this.texts.get(i) != others.get(i)) {
					return false;
				}
			}
			return true;
		}

	}

	@Override
	public Holidays get() {
		List<@Nullable String> texts = new ArrayList<>();
		this.addresses.forEach((address) -> texts.add(this.calendars.text(address)));
		Read known = this.read;
		if (known == null || !known.isOf(texts)) {
			List<Holidays> all = new ArrayList<>(this.files);
			texts.forEach((text) -> {
				if (text != null) {
					all.add(parsed(text, this.zone));
				}
			});
			known = new Read(texts, Holidays.all(all));
			this.read = known;
		}
		return known.holidays();
	}

	private static Holidays parsed(String text, ZoneId zone) {
		try {
			return Holidays.parse(text, zone, LocalDate.now(zone));
		}
		catch (RuntimeException ex) {
			// whoever read it has told
			return Holidays.NONE;
		}
	}

}
