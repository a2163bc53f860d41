package io.switchboard.routes.oncall;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.hours.CalendarEvent;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.hours.WeekHours;
import io.switchboard.routes.values.YamlValues;
import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Reads one, and notes what is wrong. */
final class RotaReading {

	private static final Set<String> KEYS = Set.of("people", "shifts", "turns-from", "calendar", "time-zone", "for",
			"profile");

	private static final Set<String> OF_A_PERSON = Set.of("name", "email", "extension", "phone");

	private static final Set<String> OF_A_SHIFT = Set.of("when", "who");

	private static final String BEGINS = "Write when the first of several begins a week.";

	private final Path path;

	private final List<RotaFile.Problem> problems = new ArrayList<>();

	private final Map<String, Person> people = new LinkedHashMap<>();

	private final List<RotaFile.Shift> shifts = new ArrayList<>();

	private final List<String> files = new ArrayList<>();

	private final List<URI> addresses = new ArrayList<>();

	private @Nullable LocalDateTime turnsFrom;

	private @Nullable ZoneId zone;

	RotaReading(Path path) {
		this.path = path;
	}

	RotaFile file() {
		YamlValues values = YamlValues.read(this.path, "Write people: and shifts:.", this::wrong);
		values.unknown(KEYS, this::wrong);
		for (YamlValues each : values.map("people").all()) {
			person(each);
		}
		values.texts("time-zone").forEach(this::zone);
		values.texts("turns-from").forEach(this::turnsFrom);
		values.list("shifts").forEach(this::shift);
		values.texts("calendar").forEach(this::calendar);
		values.texts("profile").forEach(this::profile);
		if (this.problems.isEmpty() && this.people.isEmpty()) {
			wrong(0, "the rota has no people", "Write people: {anna: {email: anna@example.org}}.");
		}
		if (this.problems.isEmpty() && this.shifts.isEmpty() && this.files.isEmpty() && this.addresses.isEmpty()) {
			wrong(0, "the rota has no shifts", "Write shifts: [{when: mon-sun 00:00-24:00, who: anna}].");
		}
		if (this.problems.isEmpty() && !this.shifts.isEmpty()) {
			hole();
		}
		return new RotaFile(this.path, this.people, this.shifts, this.turnsFrom, this.files, this.addresses, this.zone,
				values.texts("for").stream().map(YamlValues.Text::text).toList(), values.text("profile"),
				this.problems);
	}

	private void wrong(int line, String what, String mend) {
		this.problems.add(new RotaFile.Problem(line, what, mend));
	}

	private void person(YamlValues values) {
		values.unknown(OF_A_PERSON, this::wrong);
		String key = values.name();
		String email = values.text("email");
		String extension = values.text("extension");
		String phone = values.text("phone");
		if (key.equals(RotaFile.NOBODY)) {
			wrong(values.line(), "nobody is not the name of a person", "Call them something else.");
		}
		if (email == null && extension == null && phone == null) {
			wrong(values.line(), "nothing says how to reach %s".formatted(key), "Write email, extension or phone.");
		}
		unfit(values, email, "[^@\\s,;<>]+@[^@\\s,;<>]+", "an email address", "anna@example.org");
		unfit(values, extension, "[0-9*#]{1,10}", "an extension", "1001");
		unfit(values, phone, "\\+?[0-9][0-9 ()./-]{4,}", "a telephone number", "\"+44 7700 900123\"");
		String name = values.text("name");
		this.people.put(key, new Person(key, (name != null) ? name : key, email, extension, phone));
	}

	private void unfit(YamlValues values, @Nullable String text, String pattern, String what, String such) {
		if (text != null && !text.matches(pattern)) {
			wrong(values.line(), "'%s' of %s is not %s".formatted(text, values.name(), what),
					"Write one such as %s.".formatted(such));
		}
	}

	/** Whether what a key would say is missing because of a mistake that is told. */
	private boolean isTold(String about) {
		return this.problems.stream().anyMatch((each) -> each.mend().contains(about));
	}

	private void shift(YamlValues values) {
		values.unknown(OF_A_SHIFT, this::wrong);
		List<String> who = new ArrayList<>();
		for (YamlValues.Text each : values.texts("who")) {
			if (!this.people.containsKey(each.text()) && !each.text().equals(RotaFile.NOBODY)) {
				wrong(each.line(), "the rota has no person %s".formatted(each.text()),
						Nearest.to(each.text(), this.people.keySet()));
			}
			who.add(each.text());
		}
		if (who.isEmpty() && !isTold("Did you mean who?")) {
			wrong(values.line(), "a shift has nobody", "Write who: with a name of people, or nobody.");
		}
		if (who.size() > 1 && this.turnsFrom == null && !isTold("Did you mean turns-from?") && !isTold(BEGINS)) {
			wrong(values.line(), "several take turns, and nothing says from when",
					"Write turns-from: 2026-01-05 09:00, when the first of them begins a week.");
		}
		String when = values.texts("when").stream().map(YamlValues.Text::text).reduce("", (a, b) -> a + "," + b);
		try {
			this.shifts.add(new RotaFile.Shift(WeekHours.parse(when.replaceFirst("^,", "")), who));
		}
		catch (IllegalArgumentException ex) {
			wrong(values.line(), String.valueOf(ex.getMessage()),
					"Write days, a space, and times; several parts are separated by commas, and a night is two: fri 22:00-24:00, sat 00:00-06:00.");
		}
	}

	/** A week has no time for which no shift is there. */
	private void hole() {
		String hole = Week.hole(this.shifts.stream().map(RotaFile.Shift::when).toList());
		if (hole != null && this.files.isEmpty() && this.addresses.isEmpty()) {
			wrong(0, "nobody is on call %s".formatted(hole), "Add a shift; if that is meant, one with who: nobody.");
		}
	}

	private void turnsFrom(YamlValues.Text value) {
		try {
			this.turnsFrom = LocalDateTime.parse(value.text().replace(' ', 'T'));
		}
		catch (DateTimeException ex) {
			wrong(value.line(), "'%s' is not a time such as 2026-01-05 09:00".formatted(value.text()), BEGINS);
		}
	}

	private void zone(YamlValues.Text value) {
		try {
			this.zone = ZoneId.of(value.text());
		}
		catch (DateTimeException ex) {
			wrong(value.line(), "there is no time zone '%s'".formatted(value.text()),
					Nearest.of(value.text(), ZoneId.getAvailableZoneIds())
						.map((near) -> "Did you mean %s?".formatted(near))
						.orElse("Write one such as Europe/London."));
		}
	}

	private void profile(YamlValues.Text value) {
		if (!value.text().matches("[A-Za-z][A-Za-z0-9-]*")) {
			wrong(value.line(), "'%s' is not the name of a profile".formatted(value.text()),
					"Write demo or production, or take the line out.");
		}
	}

	private void calendar(YamlValues.Text value) {
		if (value.text().matches("https?://[^/\\s]+(/\\S*)?")) {
			this.addresses.add(URI.create(value.text()));
			return;
		}
		try {
			if (!value.text().matches("[^/\\\\:]+\\.ics")) {
				throw new IOException("not the name of a file");
			}
			String text = new String(Files.readAllBytes(this.path.resolveSibling(value.text())),
					StandardCharsets.UTF_8);
			List<CalendarEvent> events = CalendarEvent.read(text, ZoneOffset.UTC, LocalDate.now(ZoneOffset.UTC));
			this.files.add(text);
			for (CalendarEvent event : events) {
				if (this.people.values().stream().noneMatch((person) -> person.isCalled(event.summary()))) {
					wrong(value.line(), "the calendar %s names somebody who is not in people: %s"
						.formatted(value.text(), event.summary()),
							"The title of an event is a person's key, name or address.");
					return;
				}
			}
		}
		catch (IOException ex) {
			wrong(value.line(), "there is no calendar %s".formatted(value.text()),
					"Name a file .ics beside this one, or an address https://…");
		}
		catch (RuntimeException ex) {
			wrong(value.line(), "the calendar %s cannot be read: %s".formatted(value.text(), Calendars.why(ex)),
					"Export it again as iCalendar (.ics).");
		}
	}

}
