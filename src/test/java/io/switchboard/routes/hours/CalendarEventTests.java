package io.switchboard.routes.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Calendars as common programs write them. */
class CalendarEventTests {

	private static final ZoneId LONDON = ZoneId.of("Europe/London");

	private static final LocalDate TODAY = LocalDate.parse("2026-03-20");

	private static List<CalendarEvent> read(String events) {
		return CalendarEvent.read("""
				BEGIN:VCALENDAR
				VERSION:2.0
				PRODID:-//x//y//EN
				%sEND:VCALENDAR
				""".formatted(events).replace("\n", "\r\n"), LONDON, TODAY);
	}

	private static boolean holds(List<CalendarEvent> events, String time) {
		Instant at = Instant.parse(time);
		return events.stream()
			.flatMap((event) -> event.times().stream())
			.anyMatch((each) -> !at.isBefore(each.from()) && at.isBefore(each.to()));
	}

	private static boolean holdsDay(List<CalendarEvent> events, String day) {
		return events.stream().anyMatch((event) -> event.days().contains(LocalDate.parse(day)));
	}

	@Test
	void one_of_many_that_was_moved_is_not_where_it_was() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:weekly
				DTSTART;TZID=Europe/London:20260303T180000
				DTEND;TZID=Europe/London:20260303T200000
				RRULE:FREQ=WEEKLY
				SUMMARY:Anna
				END:VEVENT
				BEGIN:VEVENT
				UID:weekly
				RECURRENCE-ID;TZID=Europe/London:20260310T180000
				DTSTART;TZID=Europe/London:20260311T180000
				DTEND;TZID=Europe/London:20260311T200000
				SUMMARY:Ben
				END:VEVENT
				""");
		assertThat(holds(events, "2026-03-03T19:00:00Z")).isTrue();
		assertThat(holds(events, "2026-03-10T19:00:00Z")).as("it was moved").isFalse();
		assertThat(holds(events, "2026-03-11T19:00:00Z")).isTrue();
		assertThat(holds(events, "2026-03-17T19:00:00Z")).isTrue();
	}

	@Test
	void one_of_many_that_was_cancelled_alone_does_not_count() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:friday
				DTSTART;VALUE=DATE:20260306
				RRULE:FREQ=WEEKLY
				SUMMARY:Closed on Fridays
				END:VEVENT
				BEGIN:VEVENT
				UID:friday
				RECURRENCE-ID;VALUE=DATE:20260313
				DTSTART;VALUE=DATE:20260313
				STATUS:CANCELLED
				SUMMARY:Closed on Fridays
				END:VEVENT
				""");
		assertThat(holdsDay(events, "2026-03-06")).isTrue();
		assertThat(holdsDay(events, "2026-03-13")).as("it was cancelled").isFalse();
		assertThat(holdsDay(events, "2026-03-20")).isTrue();
	}

	/**
	 * Clocks go forward on 2026-03-29 at 01:00 UTC and back on 2026-10-25 at 01:00 UTC.
	 */
	@ParameterizedTest
	@CsvSource({ "2026-03-22T07:59:00Z,true", "2026-03-22T08:00:00Z,false", "2026-03-29T06:59:00Z,true",
			"2026-03-29T07:00:00Z,false", "2026-04-05T06:59:00Z,true", "2026-04-05T07:00:00Z,false",
			"2026-10-25T07:59:00Z,true", "2026-10-25T08:00:00Z,false" })
	void a_night_ends_at_the_same_time_on_the_clock_when_summer_time_begins_or_ends(String time, boolean held) {
		String night = """
				BEGIN:VEVENT
				UID:night
				DTSTART;TZID=Europe/London:20260307T180000
				%s
				RRULE:FREQ=WEEKLY
				SUMMARY:Anna
				END:VEVENT
				""";
		assertThat(holds(read(night.formatted("DTEND;TZID=Europe/London:20260308T080000")), time)).isEqualTo(held);
		// a calendar may name no zone at all
		assertThat(holds(read(night.formatted("DTEND:20260308T080000").replace(";TZID=Europe/London", "")), time))
			.isEqualTo(held);
	}

	@Test
	void what_lasts_for_ages_is_known_for_some_years_around_now() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:closed
				DTSTART;VALUE=DATE:00010101
				DTEND;VALUE=DATE:99991231
				SUMMARY:Closed for good
				END:VEVENT
				""");
		assertThat(events.get(0).days()).hasSizeLessThan(5000);
		assertThat(holdsDay(events, TODAY.toString())).isTrue();
		assertThat(holdsDay(events, TODAY.plusYears(5).toString())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SECONDLY", "MINUTELY" })
	void what_comes_again_each_moment_is_refused_in_a_sentence(String often) {
		assertThatIllegalArgumentException().isThrownBy(() -> read("""
				BEGIN:VEVENT
				UID:tick
				DTSTART:19000101T000000Z
				RRULE:FREQ=%s
				END:VEVENT
				""".formatted(often))).withMessageContaining("more often than once in an hour");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN:VCALENDAR;BEGIN:VEVENT;UID:1;DTSTART:20260101T0000                   | an END:VCALENDAR is missing
			BEGIN:VCALENDAR;BEGIN:VEVENT;UID:1;DTSTART;VALUE=DATE:20260101;END:VCALENDAR | an END:VEVENT is missing
			""")
	void one_that_was_cut_is_refused_in_a_sentence(String lines, String told) {
		String text = lines.replaceAll(";(?!VALUE)", "\r\n");
		assertThatIllegalArgumentException().isThrownBy(() -> CalendarEvent.read(text, ZoneOffset.UTC, TODAY))
			.withMessage("the calendar is only a part of one: " + told);
	}

	@Test
	void one_that_would_hold_up_a_start_is_refused_in_a_sentence() {
		String often = "BEGIN:VEVENT\nUID:%d\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
		String many = IntStream.range(0, 100).mapToObj(often::formatted).collect(Collectors.joining());
		assertThatIllegalArgumentException().isThrownBy(() -> read(many))
			.withMessage("its events come more than 100,000 times, with those that come again");
		assertThatIllegalArgumentException().isThrownBy(() -> read("X-PAD:" + "x".repeat(5_000_000)))
			.withMessage("the calendar has more than 5 MB");
	}

	private static final String OUTLOOK = """
			BEGIN:VTIMEZONE
			TZID:GMT Standard Time
			BEGIN:STANDARD
			DTSTART:16010101T020000
			TZOFFSETFROM:+0100
			TZOFFSETTO:+0000
			RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
			END:STANDARD
			BEGIN:DAYLIGHT
			DTSTART:16010101T010000
			TZOFFSETFROM:+0000
			TZOFFSETTO:+0100
			RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
			END:DAYLIGHT
			END:VTIMEZONE
			""";

	/** Its zones have names that only the calendar explains. */
	@Test
	void a_series_of_outlook_comes_in_its_own_zone_but_for_what_it_leaves_out() {
		List<CalendarEvent> events = read(OUTLOOK + """
				BEGIN:VEVENT
				UID:040000008200E00074C5B7101A82E008
				SUMMARY;LANGUAGE=en-gb:Anna
				RRULE:FREQ=WEEKLY;UNTIL=20260408T080000Z;INTERVAL=1;BYDAY=WE;WKST=MO
				EXDATE;TZID=GMT Standard Time:20260401T090000
				DTSTART;TZID=GMT Standard Time:20260325T090000
				DTEND;TZID=GMT Standard Time:20260325T100000
				END:VEVENT
				""");
		assertThat(events.get(0).times()).extracting((time) -> time.from().toString())
			.containsExactly("2026-03-25T09:00:00Z", "2026-04-08T08:00:00Z");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					the end of a series of days                | RRULE:FREQ=DAILY;UNTIL=20260403                         | 01 02 03
					an end as a moment                         | RRULE:FREQ=DAILY;UNTIL=20260403T235959Z                 | 01 02 03
					a day left out                             | RRULE:FREQ=DAILY;COUNT=4/EXDATE;VALUE=DATE:20260403     | 01 02 04
					a day left out as a moment of another zone | RRULE:FREQ=DAILY;COUNT=4/EXDATE;TZID=Europe/Berlin:20260403T000000 | 01 02 04
					a day left out as a moment                 | RRULE:FREQ=DAILY;COUNT=4/EXDATE:20260403T000000Z        | 01 02 04
					single days                                | RDATE;VALUE=DATE:20260405,20260407                      | 01 05 07
					""")
	void days_are_those_that_a_person_sees(String name, String lines, String days) {
		List<CalendarEvent> events = read("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260401\n"
				+ lines.replace('/', '\n').replace("Europe\nBerlin", "Europe/Berlin") + "\nEND:VEVENT\n");
		assertThat(events.get(0).days()).extracting((day) -> day.toString().substring(8))
			.containsExactly(days.split(" "));
	}

	@Test
	void a_last_day_without_a_time_counts_whole() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:1
				DTSTART;TZID=Europe/London:20260401T180000
				DTEND;TZID=Europe/London:20260401T200000
				RRULE:FREQ=DAILY;UNTIL=20260403
				END:VEVENT
				BEGIN:VEVENT
				UID:1
				RECURRENCE-ID;VALUE=DATE:20260402
				DTSTART;TZID=Europe/London:20260402T120000
				DTEND;TZID=Europe/London:20260402T130000
				END:VEVENT
				""");
		assertThat(holds(events, "2026-04-03T17:30:00Z")).isTrue();
		assertThat(holds(events, "2026-04-02T17:30:00Z")).as("it was moved").isFalse();
		assertThat(holds(events, "2026-04-02T11:30:00Z")).isTrue();
	}

	@Test
	void what_is_cancelled_in_a_calendar_behind_it_does_not_count() {
		String second = "END:VCALENDAR\nBEGIN:VCALENDAR\nVERSION:2.0\n";
		List<CalendarEvent> events = read("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY;COUNT=2\n"
				+ "END:VEVENT\n" + second + "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20260402\n"
				+ "DTSTART;VALUE=DATE:20260402\nSTATUS:CANCELLED\nEND:VEVENT\n");
		assertThat(holdsDay(events, "2026-04-01")).isTrue();
		assertThat(holdsDay(events, "2026-04-02")).isFalse();
	}

	@Test
	void a_byte_order_mark_and_empty_lines_do_no_harm() {
		List<CalendarEvent> events = CalendarEvent
			.read("\uFEFF\r\nBEGIN:VCALENDAR\r\n\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260401\r\n"
					+ "SUMMARY:Easter\r\n  Monday\r\n\r\nEND:VEVENT\r\nEND:VCALENDAR", LONDON, TODAY);
		assertThat(events)
			.containsExactly(new CalendarEvent("Easter Monday", List.of(LocalDate.parse("2026-04-01")), List.of()));
	}

	private static final String TUESDAYS = """
			BEGIN:VEVENT
			UID:t
			DTSTART;TZID=Europe/London:20260303T180000
			DTEND;TZID=Europe/London:20260303T200000
			RRULE:FREQ=WEEKLY;UNTIL=20260501T000000Z
			EXDATE;TZID=Europe/London:20260317T180000
			END:VEVENT
			""";

	private static String change(String instead, String start, String end) {
		return """
				BEGIN:VEVENT
				UID:t
				RECURRENCE-ID;RANGE=THISANDFUTURE;%s
				DTSTART;TZID=Europe/London:%s
				%s
				END:VEVENT
				""".formatted(instead, start, end);
	}

	private static List<String> times(List<CalendarEvent> events) {
		return events.stream()
			.flatMap((event) -> event.times().stream())
			.map((time) -> time.from().toString().substring(5, 16) + " " + time.to().toString().substring(5, 16))
			.sorted()
			.toList();
	}

	/** Of 3, 10, 24, 31 March, 7, 14, 21 and 28 April; summer time begins on 29 March. */
	@ParameterizedTest
	@ValueSource(strings = { "TZID=Europe/London:20260324T180000", "VALUE=DATE:20260324" })
	void what_holds_from_one_of_a_series_on_holds_for_all_later_ones(String instead) {
		List<CalendarEvent> events = read(
				TUESDAYS + change(instead, "20260325T090000", "DTEND;TZID=Europe/London:20260325T100000")
						+ change("TZID=Europe/London:20260421T180000", "20260421T120000", "DURATION:PT30M") + """
								BEGIN:VEVENT
								UID:t
								RECURRENCE-ID;TZID=Europe/London:20260407T180000
								DTSTART;TZID=Europe/London:20260409T060000
								DURATION:PT1H
								END:VEVENT
								""");
		assertThat(times(events)).containsExactly("03-03T18:00 03-03T20:00", "03-10T18:00 03-10T20:00",
				"03-25T09:00 03-25T10:00", "04-01T08:00 04-01T09:00", "04-09T05:00 04-09T06:00",
				"04-15T08:00 04-15T09:00", "04-21T11:00 04-21T11:30", "04-28T11:00 04-28T11:30");
	}

	@Test
	void a_series_that_is_cancelled_from_one_on_ends_there() {
		assertThat(times(read(TUESDAYS
				+ change("TZID=Europe/London:20260310T180000", "20260310T180000", "DURATION:PT1H\nSTATUS:CANCELLED"))))
			.containsExactly("03-03T18:00 03-03T20:00");
	}

	@Test
	void days_change_from_one_on_too() {
		List<CalendarEvent> events = read("""
				BEGIN:VEVENT
				UID:d
				DTSTART;VALUE=DATE:20260306
				RRULE:FREQ=WEEKLY;COUNT=4
				END:VEVENT
				BEGIN:VEVENT
				UID:d
				RECURRENCE-ID;RANGE=THISANDFUTURE:20260320T000000
				DTSTART;VALUE=DATE:20260321
				DTEND;VALUE=DATE:20260323
				END:VEVENT
				""");
		assertThat(events.stream().flatMap((event) -> event.days().stream()).map((day) -> day.toString().substring(5)))
			.containsExactly("03-06", "03-13", "03-21", "03-22", "03-28", "03-29");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RANGE=THISANDFUTURE;VALUE=DATE:20260310 | DTSTART;VALUE=DATE:20260310 | write two series
			RANGE=THISANDPRIOR:20260310T180000Z     | DTSTART:20260310T190000Z    | RANGE=THISANDPRIOR
			""")
	void what_cannot_be_followed_is_refused_in_a_sentence(String instead, String start, String told) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read(
					TUESDAYS + "BEGIN:VEVENT\nUID:t\nRECURRENCE-ID;" + instead + "\n" + start + "\nEND:VEVENT\n"))
			.withMessageContaining(told);
	}

	@Test
	void single_ones_have_a_length_of_their_own() {
		assertThat(times(read("""
				BEGIN:VEVENT
				UID:p
				DTSTART;TZID=Europe/London:20260401T090000
				DURATION:PT1H
				RDATE;TZID=Europe/London;VALUE=PERIOD:20260401T090000/PT3H,20260405T100000/20260405T120000
				RDATE;VALUE=PERIOD:20260406T100000Z/PT30M,20260407T100000Z/PT30M
				RDATE;TZID=Europe/London:20260408T090000
				EXDATE:20260407T100000Z
				END:VEVENT
				"""))).containsExactly("04-01T08:00 04-01T11:00", "04-05T09:00 04-05T11:00", "04-06T10:00 04-06T10:30",
				"04-08T08:00 04-08T09:00");
	}

	@ParameterizedTest
	@CsvSource({ "X-WR-TIMEZONE:America/New_York, 04-01T13:00", "X-WR-TIMEZONE:No/Where, 04-01T08:00",
			"X-WR-CALNAME:x, 04-01T08:00" })
	void a_time_without_a_zone_is_of_the_calendars_own_zone(String line, String from) {
		assertThat(times(read(line + "\nBEGIN:VEVENT\nUID:f\nDTSTART:20260401T090000\nDURATION:PT1H\nEND:VEVENT\n")))
			.singleElement()
			.asString()
			.startsWith(from);
	}

}
