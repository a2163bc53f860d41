package io.switchboard.routes.oncall;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.switchboard.routes.hours.CalendarEvent;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.hours.WeekHours;
import org.jspecify.annotations.Nullable;

/** A rota by its file: its calendars first, then its shifts. */
public final class Rota {

	private static final int DAYS_OF_WEEK = 7;

	private final RotaFile file;

	private final ZoneId zone;

	private final Calendars calendars;

	/** What each text says; one that was replaced is forgotten with the folder. */
	private final ConcurrentMap<String, List<CalendarEvent>> read = new ConcurrentHashMap<>();

	Rota(RotaFile file, ZoneId zone, Calendars calendars) {
		this.file = file;
		this.zone = (file.zone() != null) ? file.zone() : zone;
		this.calendars = calendars;
	}

	/**
	 * The file's name.
	 * @return such as {@code support}
	 */
	public String name() {
		return this.file.name();
	}

	/**
	 * All who may have it.
	 * @return in the file's order
	 */
	public List<Person> people() {
		return List.copyOf(this.file.people().values());
	}

	@Nullable Person person(String key) {
		return this.file.people().get(key);
	}

	List<String> owners() {
		return this.file.owners();
	}

	/** The person at a time; null if nobody is on call. */
	@Nullable Person at(Instant time) {
		ZonedDateTime there = time.atZone(this.zone);
		for (CalendarEvent event : events()) {
			boolean holds = event.days().contains(there.toLocalDate()) || event.times()
				.stream()
				.anyMatch((each) -> !time.isBefore(each.from()) && time.isBefore(each.to()));
			if (holds) {
				return this.file.people()
					.values()
					.stream()
					.filter((person) -> person.isCalled(event.summary()))
					.findFirst()
					.orElse(null);
			}
		}
		LocalDateTime local = there.toLocalDateTime();
		for (RotaFile.Shift shift : this.file.shifts()) {
			if (shift.when().holds(local)) {
				return person(shift.who().get(Math.floorMod(week(local), shift.who().size())));
			}
		}
		return null;
	}

	/** How many weeks of turns are over. */
	private long week(LocalDateTime local) {
		LocalDateTime first = this.file.turnsFrom();
		return (first != null)
				? Math.floorDiv(ChronoUnit.SECONDS.between(first, local), Duration.ofDays(DAYS_OF_WEEK).toSeconds())
				: 0;
	}

	private List<CalendarEvent> events() {
		List<String> texts = new ArrayList<>(this.file.files());
		for (URI address : this.file.addresses()) {
			String text = this.calendars.text(address);
			if (text != null) {
				texts.add(text);
			}
		}
		List<CalendarEvent> events = new ArrayList<>();
		texts.forEach((text) -> events.addAll(this.read.computeIfAbsent(text, this::parsed)));
		return events;
	}

	private List<CalendarEvent> parsed(String text) {
		try {
			return CalendarEvent.read(text, this.zone, LocalDate.now(this.zone));
		}
		catch (RuntimeException ex) {
			// whoever read it has told
			return List.of();
		}
	}

	/** Moments at which it may change, in order, the first and the end too. */
	List<Instant> borders(Instant from, Instant to) {
		TreeSet<Instant> borders = new TreeSet<>(List.of(from, to));
		LocalDateTime turns = this.file.turnsFrom();
		LocalDate last = LocalDate.ofInstant(to, this.zone);
		for (LocalDate day = LocalDate.ofInstant(from, this.zone); !day.isAfter(last); day = day.plusDays(1)) {
			Week.borders(this.file.shifts().stream().map(RotaFile.Shift::when).toList(), day)
				.forEach((each) -> borders.addAll(WeekHours.instants(each, this.zone)));
			if (turns != null && day.getDayOfWeek() == turns.getDayOfWeek()) {
				borders.addAll(WeekHours.instants(day.atTime(turns.toLocalTime()), this.zone));
			}
		}
		events().stream().flatMap((event) -> event.times().stream()).forEach((time) -> {
			borders.add(time.from());
			borders.add(time.to());
		});
		return borders.subSet(from, true, to, true).stream().toList();
	}

	/**
	 * Who has it by the file alone.
	 * @param from when to begin
	 * @param to when to end
	 * @return one after the other, without gaps; a turn of nobody is a hole
	 */
	public List<Turn> turns(Instant from, Instant to) {
		List<Turn> turns = new ArrayList<>();
		List<Instant> borders = borders(from, to);
		for (int i = 0; i + 1 < borders.size(); i++) {
			add(turns, new Turn(borders.get(i), borders.get(i + 1), at(borders.get(i)), false));
		}
		return turns;
	}

	/** Joins turns of the same person. */
	static void add(List<Turn> turns, Turn next) {
		Turn before = turns.isEmpty() ? null : turns.get(turns.size() - 1);
		if (before != null && before.byHand() == next.byHand() && Objects.equals(before.person(), next.person())) {
			turns.set(turns.size() - 1, new Turn(before.from(), next.to(), next.person(), next.byHand()));
		}
		else {
			turns.add(next);
		}
	}

}
