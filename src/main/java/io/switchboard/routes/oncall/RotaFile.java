package io.switchboard.routes.oncall;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.hours.WeekHours;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code routes/on-call} as it was read, with its mistakes.
 *
 * @param path where it is
 * @param people by their keys
 * @param shifts those of a week; the first that fits counts
 * @param turnsFrom when the first of several has the first week, on the clock of the
 * place; or null
 * @param files iCalendars that were read from files beside it
 * @param addresses of calendars
 * @param zone of the place, or null for that of the settings
 * @param owners the owners of the rota: values of {@code dst} or {@code context}
 * @param profile the profile in which it counts, or null for every one
 * @param problems the mistakes
 */
public record RotaFile(Path path, Map<String, Person> people, List<Shift> shifts, @Nullable LocalDateTime turnsFrom,
		List<String> files, List<URI> addresses, @Nullable ZoneId zone, List<String> owners, @Nullable String profile,
		List<Problem> problems) {

	/** The word in place of a person. */
	static final String NOBODY = "nobody";

	/**
	 * A mistake.
	 *
	 * @param line from 1; 0 for the whole file
	 * @param what one sentence without its end
	 * @param mend what to do
	 */
	public record Problem(int line, String what, String mend) {
	}

	/**
	 * The hours of a week and their people: one, or several who take turns by the week.
	 */
	record Shift(WeekHours when, List<String> who) {
	}

	/**
	 * The file's name, without its ending.
	 * @return such as {@code support}
	 */
	public String name() {
		return this.path.getFileName().toString().replaceFirst("\\.[^.]*$", "");
	}

	/** Whether a shift has nobody. */
	boolean meansNobody(LocalDateTime time) {
		return this.shifts.stream()
			.filter((shift) -> shift.when().holds(time))
			.findFirst()
			.filter((shift) -> shift.who().contains(NOBODY))
			.isPresent();
	}

	static RotaFile read(Path path) {
		return new RotaReading(path).file();
	}

}
