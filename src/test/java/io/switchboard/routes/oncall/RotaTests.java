package io.switchboard.routes.oncall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.switchboard.routes.hours.Calendars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The person on call by a rota's file, and mistakes in the file. */
class RotaTests {

	private static final String PEOPLE = """
			people:
			  anna: {name: Anna Adams, email: anna@example.org, extension: 1001}
			  ben: {email: ben@example.org}
			  carl: {phone: "+44 7700 900123"}
			""";

	private static final String WEEK = """
			turns-from: 2026-01-05 09:00
			shifts:
			  - {when: mon-fri 09:00-17:30, who: anna}
			  - {when: mon-sun 00:00-24:00, who: [ben, carl]}
			""";

	@TempDir
	Path folder;

	private RotaFile file(String text) throws IOException {
		Path file = Files.createDirectories(this.folder.resolve("on-call")).resolve("default.yaml");
		Files.writeString(file, text);
		return RotaFile.read(file);
	}

	private Rota rota(String text) throws IOException {
		RotaFile file = file(text);
		assertThat(file.problems()).isEmpty();
		return new Rota(file, ZoneId.of("Europe/London"), Calendars.NONE);
	}

	private static String who(Rota rota, String time) {
		Person person = rota.at(Instant.parse(time));
		return (person != null) ? person.key() : "nobody";
	}

	/** Summer time begins on March 29 and ends on October 25. */
	@ParameterizedTest
	@CsvSource({ "2026-03-27T09:00:00Z, anna", "2026-03-27T08:59:59Z, carl", "2026-03-30T08:00:00Z, anna",
			"2026-03-30T07:59:59Z, carl", "2026-03-30T16:30:00Z, ben", "2026-04-06T16:30:00Z, carl",
			"2026-03-29T00:59:59Z, carl", "2026-03-29T01:00:00Z, carl", "2026-10-25T00:30:00Z, carl",
			"2026-10-26T08:59:59Z, carl", "2026-10-26T17:30:00Z, ben", "2026-01-05T08:59:00Z, carl",
			"2026-01-05T18:00:00Z, ben" })
	void shifts_and_turns_follow_the_clock_on_the_wall(String time, String who) throws IOException {
		assertThat(who(rota(PEOPLE + WEEK), time)).isEqualTo(who);
	}

	/** The page and a route agree. */
	@ParameterizedTest
	@CsvSource({ "2026-03-29", "2026-10-25" })
	void turns_are_as_it_was_when_the_clock_is_changed(LocalDate day) throws IOException {
		Rota rota = rota(PEOPLE + """
				shifts:
				  - {when: "sun 01:30-03:00", who: anna}
				  - {when: mon-sun 00:00-24:00, who: ben}
				""");
		Instant begin = day.atStartOfDay().toInstant(ZoneOffset.UTC);
		List<Turn> turns = rota.turns(begin, begin.plus(Duration.ofHours(6)));
		for (Instant at = begin; at.isBefore(begin.plus(Duration.ofHours(6))); at = at.plusSeconds(600)) {
			Instant now = at;
			assertThat(
					turns.stream().filter((each) -> !now.isBefore(each.from()) && now.isBefore(each.to())).findFirst())
				.get()
				.extracting(Turn::person)
				.as("at %s", now)
				.isEqualTo(rota.at(now));
		}
	}

	@Test
	void a_calendar_goes_before_shifts() throws IOException {
		Files.createDirectories(this.folder.resolve("on-call"));
		Files.writeString(this.folder.resolve("on-call/rota.ics"), """
				BEGIN:VCALENDAR
				VERSION:2.0
				PRODID:it
				BEGIN:VEVENT
				UID:1
				DTSTART:20260427T080000Z
				DTEND:20260428T080000Z
				SUMMARY:ben@example.org
				END:VEVENT
				BEGIN:VEVENT
				UID:2
				DTSTART;VALUE=DATE:20260430
				DTEND;VALUE=DATE:20260501
				SUMMARY:Carl
				END:VEVENT
				END:VCALENDAR
				""");
		Rota rota = rota(PEOPLE + "calendar: rota.ics\nshifts: [{when: mon-sun 00:00-24:00, who: nobody}]\n");
		assertThat(who(rota, "2026-04-27T07:59:59Z")).isEqualTo("nobody");
		assertThat(who(rota, "2026-04-27T08:00:00Z")).isEqualTo("ben");
		assertThat(who(rota, "2026-04-28T08:00:00Z")).isEqualTo("nobody");
		assertThat(who(rota, "2026-04-29T23:00:00Z")).as("midnight there").isEqualTo("carl");
		assertThat(who(rota, "2026-04-30T23:00:00Z")).isEqualTo("nobody");
	}

	@Test
	void a_calendar_that_ends_soon_is_told_and_one_that_names_a_stranger_is_wrong() throws IOException {
		Files.createDirectories(this.folder.resolve("on-call"));
		String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneId.of("UTC")).minusDays(1));
		String ics = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:it\nBEGIN:VEVENT\nUID:1\nDTSTART:%sT000000Z\nDURATION:P9D\nSUMMARY:%s\nEND:VEVENT\nEND:VCALENDAR\n";
		Files.writeString(this.folder.resolve("on-call/rota.ics"), ics.formatted(day, "anna"));
		RotaFile ends = file(PEOPLE + "calendar: rota.ics\n");
		assertThat(ends.problems()).isEmpty();
		assertThat(OnCall.comingHole(ends)).isNotNull();
		Files.writeString(this.folder.resolve("on-call/rota.ics"), ics.formatted(day, "dora"));
		assertThat(file(PEOPLE + "calendar: rota.ics\n").problems()).singleElement()
			.satisfies((each) -> assertThat(each.what()).contains("not in people: dora"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					shifts: [{when: mon-fri 09:00-17:30, who: anna}]                | nobody is on call from mon 00:00 to mon 09:00
					shifts: [{when: mon-fri 00:00-24:00, who: anna}]                | nobody is on call from sat 00:00 to mon 00:00
					shifts: [{when: mon-sun 00:00-24:00, who: ana}]                 | the rota has no person ana
					shifts: [{when: mon-sun 00:00-24:00, who: [anna, ben]}]         | nothing says from when
					shifts: [{when: always, who: anna}]                             | 'always' is not like
					shifts: [{when: mon-sun 00:00-24:00}]                           | a shift has nobody
					turns-from: monday                                              | 'monday' is not a time
					time-zone: Europe/Londn                                         | there is no time zone
					calendar: none.ics                                              | there is no calendar none.ics
					calender: rota.ics                                              | there is no key 'calender'
					for: ["2100"]                                                   | has no shifts
					profile: "demo &"                                               | is not the name of a profile
					shifts: [{when: mon-sun 00:00-24:00, who: anna, who: ben}]      | the key 'who' is there twice
					""")
	void what_is_wrong_is_named(String line, String what) throws IOException {
		assertThat(file(PEOPLE + line + "\n").problems()).extracting(RotaFile.Problem::what)
			.anySatisfy((each) -> assertThat(each).contains(what));
	}

	@Test
	void a_rota_of_another_profile_does_not_count() throws IOException {
		rota(PEOPLE + WEEK + "profile: demo\n");
		assertThat(new OnCall(this.folder, ZoneId.of("UTC"), Calendars.NONE, OnCallMemory.NONE, "demo"::equals).rotas())
			.hasSize(1);
		assertThat(new OnCall(this.folder, ZoneId.of("UTC"), Calendars.NONE, OnCallMemory.NONE, "production"::equals)
			.rotas()).isEmpty();
	}

	@Test
	void who_takes_over_has_it_in_their_time_and_the_last_who_said_so_counts() throws IOException {
		rota(PEOPLE + WEEK);
		OnCall onCall = new OnCall(this.folder, ZoneId.of("Europe/London"), Calendars.NONE, OnCallMemory.NONE,
				(profile) -> false);
		Rota rota = onCall.rota("default").orElseThrow();
		Instant from = Instant.parse("2026-04-28T10:00:00Z");
		List<Turn> turns = onCall.turns(rota, from, from.plusSeconds(86400),
				List.of(new TakeOver(1, "default", "carl", from.plusSeconds(3600), from.plusSeconds(7200), "it"),
						new TakeOver(2, "default", "ben", from.plusSeconds(3600), from.plusSeconds(7200), "it")));
		assertThat(turns).extracting((turn) -> turn.person().key() + (turn.byHand() ? " by hand" : ""))
			.startsWith("anna", "ben by hand", "anna");
	}

}
