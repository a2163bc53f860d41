package io.switchboard.routes.hours;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Opening hours in summer, in winter, around clock changes, and on holidays. */
class OpeningHoursTests {

	private static final ZoneId LONDON = ZoneId.of("Europe/London");

	private static final String CHRISTMAS = """
			BEGIN:VCALENDAR
			VERSION:2.0
			PRODID:-//test//EN
			BEGIN:VEVENT
			UID:1
			DTSTART;VALUE=DATE:20201225
			DTEND;VALUE=DATE:20201227
			RRULE:FREQ=YEARLY
			SUMMARY:Christmas
			END:VEVENT
			BEGIN:VEVENT
			UID:2
			DTSTART;TZID=Europe/London:20260706T120000
			DTEND;TZID=Europe/London:20260706T150000
			SUMMARY:Outing
			END:VEVENT
			BEGIN:VEVENT
			UID:3
			DTSTART:20260707T120000
			DURATION:PT1H
			SUMMARY:Floating
			END:VEVENT
			BEGIN:VEVENT
			UID:4
			DTSTART:20260708T120000Z
			DURATION:PT1H
			END:VEVENT
			BEGIN:VEVENT
			UID:5
			DTSTART;VALUE=DATE:20260709
			STATUS:CANCELLED
			END:VEVENT
			BEGIN:VEVENT
			UID:6
			DTSTART;VALUE=DATE:20260710
			END:VEVENT
			BEGIN:VEVENT
			UID:7
			DTSTART;VALUE=DATE:20260713
			RRULE:FREQ=WEEKLY;COUNT=3
			EXDATE;VALUE=DATE:20260720
			END:VEVENT
			END:VCALENDAR
			""".replace("\n", "\r\n");

	@TempDir
	Path folder;

	private void file(String name, String text) throws IOException {
		Path path = this.folder.resolve("hours").resolve(name);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private OpeningHours hours() {
		return new OpeningHours("mon-fri 09:00-17:30, sat 10:00-24:00", LONDON, this.folder, Calendars.NONE);
	}

	/** Times are UTC, as the platform sends them; the clock is London's. */
	@ParameterizedTest(name = "{0} {3}")
	@CsvSource(textBlock = """
			2026-01-05 08:59:59, false, 2026-01-05T09:00:00Z, winter
			2026-01-05 09:00:00, true,  ,                     winter
			2026-01-05 17:29:59, true,  ,                     winter
			2026-01-05 17:30:00, false, 2026-01-06T09:00:00Z, winter
			2026-07-06 07:59:59, false, 2026-07-06T08:00:00Z, summer
			2026-07-06 08:00:00, true,  ,                     summer
			2026-07-06 16:30:00, false, 2026-07-07T08:00:00Z, summer
			2026-07-03 16:30:00, false, 2026-07-04T09:00:00Z, friday evening
			2026-07-04 22:59:59, true,  ,                     saturday until midnight
			2026-07-04 23:00:00, false, 2026-07-06T08:00:00Z, sunday
			2026-03-27 17:30:00, false, 2026-03-28T10:00:00Z, the day before summer time
			2026-03-29 12:00:00, false, 2026-03-30T08:00:00Z, the day of summer time
			2026-03-30 08:00:00, true,  ,                     the day after
			2026-10-25 12:00:00, false, 2026-10-26T09:00:00Z, the day of winter time
			2026-10-26 08:30:00, false, 2026-10-26T09:00:00Z, the day after
			""")
	void the_hours_are_those_of_the_clock_on_the_wall(String time, boolean open, String opensAt, String when) {
		OpeningHours hours = hours();
		assertThat(hours.isOpen("", time)).isEqualTo(open);
		assertThat(hours.isClosedAt(time)).isEqualTo(!open);
		assertThat(hours.opensAt(null, time)).isEqualTo(opensAt);
	}

	/** On 29 March 01:00 is followed by 02:00; on 25 October 02:00 by 01:00. */
	@ParameterizedTest
	@CsvSource(textBlock = """
			2026-03-29 00:59:59, false, 2026-03-29T01:00:00Z
			2026-03-29 01:00:00, true,
			2026-03-29 02:00:00, false, 2026-04-05T00:30:00Z
			2026-10-25 00:29:59, true,
			2026-10-24 23:29:59, false, 2026-10-25T00:30:00Z
			""")
	void hours_that_begin_while_the_clock_is_put_forward_begin_when_that_is_done(String time, boolean open,
			String opensAt) throws IOException {
		file("night.yaml", "open: sun 01:30-03:00\ntime-zone: Europe/London\n");
		OpeningHours hours = hours();
		if (time.startsWith("2026-10-25")) {
			assertThat(hours.isOpen("night", "2026-10-25 00:30:00")).isTrue();
			return;
		}
		assertThat(hours.isOpen("night", time)).isEqualTo(open);
		assertThat(hours.opensAt("night", time)).isEqualTo(opensAt);
	}

	/** Lord Howe changes its clock by half an hour, Beirut at midnight. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Europe/London       | 2026-03-29 | sat 20:00-24:00, sun 00:00-01:30
			Europe/London       | 2026-03-29 | sun 01:30-03:00
			Europe/London       | 2026-10-25 | sat 20:00-24:00, sun 00:00-01:30
			Europe/London       | 2026-10-25 | sun 01:30-03:00
			Europe/London       | 2026-10-25 | sun 00:00-01:00, sun 02:00-03:00
			Australia/Lord_Howe | 2026-04-05 | sun 01:45-04:00
			Asia/Beirut         | 2026-03-29 | sat 20:00-23:30, sun 00:15-03:00
			Asia/Beirut         | 2026-10-25 | sat 20:00-23:30, sun 00:15-03:00
			""")
	void the_next_opening_and_the_end_are_as_the_hours_themselves_say(String zone, LocalDate day, String open)
			throws IOException {
		file("night.yaml", "open: [%s]\ntime-zone: %s\n".formatted(open, zone));
		Hours hours = hours().of("night", null, null);
		Instant begin = day.minusDays(1).atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
		List<Instant> quarters = Stream.iterate(begin, (each) -> each.plusSeconds(900)).limit(120).toList();
		for (int i = 0; i < quarters.size(); i++) {
			boolean now = hours.isOpen(quarters.get(i));
			Instant next = quarters.stream()
				.skip(i)
				.filter((each) -> hours.isOpen(each) != now)
				.findFirst()
				.orElse(null);
			if (next != null) {
				assertThat(now ? hours.closesAt(quarters.get(i)) : hours.opensAt(quarters.get(i)))
					.as("from %s", quarters.get(i))
					.isEqualTo(next);
			}
		}
	}

	/** The log says that there is no such calendar. */
	@Test
	void a_title_in_another_charset_costs_no_holiday() throws IOException {
		file("sales.yaml", "open: mon-fri 09:00-17:30\nholidays: christmas.ics\n");
		Files.writeString(this.folder.resolve("hours/christmas.ics"),
				CHRISTMAS.replaceFirst("SUMMARY:", "SUMMARY:Weihnachten f\u00fcr "), StandardCharsets.ISO_8859_1);
		assertThat(OpeningHours.files(this.folder).get(0).problems()).isEmpty();
		assertThat(hours().isOpen("sales", "2026-12-25 10:00:00")).isFalse();
	}

	@ParameterizedTest(name = "{0} {3}")
	@CsvSource(textBlock = """
			2026-12-24 10:00:00, true,  ,                     the day before
			2026-12-25 10:00:00, false, 2026-12-28T09:00:00Z, a holiday of two days and a weekend
			2027-12-24 18:00:00, false, 2027-12-27T09:00:00Z, a year later
			2026-07-06 10:59:59, true,  ,                     before the outing
			2026-07-06 11:00:00, false, 2026-07-06T14:00:00Z, the outing
			2026-07-06 14:00:00, true,  ,                     after it
			2026-07-07 11:00:00, false, 2026-07-07T12:00:00Z, a time without a zone
			2026-07-08 11:30:00, true,  ,                     before a time in UTC
			2026-07-08 12:30:00, false, 2026-07-08T13:00:00Z, a time in UTC
			2026-07-09 10:00:00, true,  ,                     one that was cancelled
			2026-07-10 10:00:00, false, 2026-07-14T08:00:00Z, a day without an end and a monday
			2026-07-20 10:00:00, true,  ,                     left out of a series
			2026-07-27 10:00:00, false, 2026-07-28T08:00:00Z, the last of a series
			2026-08-03 10:00:00, true,  ,                     after it
			""")
	void on_a_holiday_nobody_is_there(String time, boolean open, String opensAt, String when) throws IOException {
		file("sales.yaml", "open: mon-fri 09:00-17:30\nholidays: christmas.ics\n");
		file("christmas.ics", CHRISTMAS);
		assertThat(OpeningHours.files(this.folder).get(0).problems()).isEmpty();
		assertThat(hours().isOpen("sales", time)).isEqualTo(open);
		assertThat(hours().opensAt("sales", time)).isEqualTo(opensAt);
	}

	@Test
	void hours_belong_to_a_number_or_a_context_and_all_others_have_those_of_the_settings() throws IOException {
		file("sales.yaml", "open: [mon-sun 00:00-24:00]\nfor: [\"2100\", RG-77]\ntime-zone: America/New_York\n");
		OpeningHours hours = hours();
		var night = java.time.Instant.parse("2026-07-06T02:00:00Z");
		assertThat(hours.of(null, "2100", "QUEUE").isOpen(night)).isTrue();
		assertThat(hours.of(null, 2100L, null).isOpen(night)).isTrue();
		assertThat(hours.of(null, "1", "rg-77").isOpen(night)).isTrue();
		assertThat(hours.of("sales", "1", "QUEUE").isOpen(night)).isTrue();
		assertThat(hours.of(null, "1", "QUEUE").isOpen(night)).isFalse();
		assertThat(hours.of("gone", null, null).isOpen(night)).isFalse();
		assertThat(hours.opensAt("sales", "2026-07-06 02:00:00")).isNull();
		assertThatThrownBy(() -> hours.isOpen("sale", "2026-07-06 02:00:00"))
			.hasMessageContaining("Did you mean sales?");
		file("default.yaml", "open: mon-sun 00:00-24:00\n");
		assertThat(hours().of(null, "1", "QUEUE").isOpen(night)).as("the file counts instead of the setting").isTrue();
		assertThat(hours().isClosedAt("2026-07-06 02:00:00")).isFalse();
	}

	@Test
	void a_calendar_of_an_address_counts_as_it_was_fetched_last() throws IOException {
		file("sales.yaml", "open: mon-fri 09:00-17:30\nholidays: [\"https://example.org/a.ics\"]\n");
		Map<URI, String> fetched = new HashMap<>();
		OpeningHours hours = new OpeningHours("", LONDON, this.folder, fetched::get);
		assertThat(hours.isOpen("sales", "2026-12-25 10:00:00")).isTrue();
		fetched.put(URI.create("https://example.org/a.ics"), CHRISTMAS);
		assertThat(hours.isOpen("sales", "2026-12-25 10:00:00")).isFalse();
		fetched.put(URI.create("https://example.org/a.ics"), CHRISTMAS.replace("20201225", "20201224"));
		assertThat(hours.isOpen("sales", "2026-12-24 10:00:00")).isFalse();
	}

	@Test
	void without_hours_nobody_is_ever_there_and_what_is_no_time_is_neither() {
		OpeningHours never = new OpeningHours("", LONDON, this.folder, Calendars.NONE);
		assertThat(never.isClosedAt("2026-07-06 10:00:00")).isTrue();
		assertThat(never.opensAt("", "2026-07-06 10:00:00")).isNull();
		assertThat(never.isClosedAt("x")).isFalse();
		assertThat(never.isOpen("", null)).isFalse();
		assertThat(never.dayOf("2026-07-05 23:30:00")).isEqualTo("2026-07-06");
		assertThatThrownBy(() -> new OpeningHours("mon 9-5", LONDON, this.folder, Calendars.NONE))
			.hasMessage("opening-hours: 'mon 9-5' is not like mon-fri 09:00-17:30, sat 10:00-14:00");
		assertThatThrownBy(() -> new OpeningHours("fri-sun 22:00-06:00", LONDON, this.folder, Calendars.NONE))
			.hasMessage("opening-hours: 'fri-sun 22:00-06:00' ends before it begins: write hours over midnight as two"
					+ " parts, fri-sun 22:00-24:00, sat-mon 00:00-06:00");
		assertThat(new OpeningHours("sat-mon 00:00-06:00, fri-sun 22:00-24:00", LONDON, this.folder, Calendars.NONE)
			.isOpen("", "2026-07-05 23:30:00")).as("Monday, half past midnight").isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					open: mon 9-5                                   | 1 | 'mon 9-5' is not like
					open: ""                                        | 1 | these hours never open
					opn: mon 09:00-17:00                            | 1 | there is no key 'opn'
					time-zone: Europe/London                        | 0 | the hours are missing
					open: mon 09:00-17:00¶time-zone: Europe/Londn   | 2 | there is no time zone 'Europe/Londn'
					open: mon 09:00-17:00¶holidays: [x.ics]         | 2 | there is no calendar
					open: mon 09:00-17:00¶holidays: [../x.ics]      | 2 | there is no calendar
					open: mon 09:00-17:00¶holidays: [broken.ics]    | 2 | the calendar broken.ics cannot be read: this is not an iCalendar
					open: mon 09:00-17:00¶holidays: [empty.ics]     | 2 | the calendar empty.ics cannot be read: the calendar has no event
					open: mon 09:00-17:00¶holidays: [ftp://x/a.ics] | 2 | this is not an address of a calendar
					- x                                             | 0 | the file has no hours
					open: [mon                                      | 1 | this is not YAML
					open: mon 09:00-17:00¶open: tue 09:00-17:00     | 2 | the key 'open' is there twice
					""")
	void what_is_wrong_in_a_file_is_told_with_its_line(String text, int line, String what) throws IOException {
		file("broken.ics", "no calendar");
		file("empty.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
		file("sales.yaml", text.replace('¶', '\n'));
		assertThat(OpeningHours.files(this.folder).get(0).problems()).first().satisfies((problem) -> {
			assertThat(problem.what()).startsWith(what);
			assertThat(problem.line()).isEqualTo(line);
			assertThat(problem.mend()).isNotEmpty();
		});
	}

}
