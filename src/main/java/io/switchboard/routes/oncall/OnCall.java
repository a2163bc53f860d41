package io.switchboard.routes.oncall;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.routes.FilesOf;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.routes.keywords.Keywords;
import io.switchboard.texts.KeywordDoes;
import org.jspecify.annotations.Nullable;

/** All rotas of a folder. */
public final class OnCall {

	/** The folder in the folder with the routes. */
	public static final String FOLDER = "on-call";

	/** The variable, and the column of a table that names a rota. */
	public static final String FACT = "on_call";

	/** All variables that a folder gives events, except rows of tables. */
	public static final Set<String> FACTS = Stream
		.concat(OpenAsFacts.NAMES.stream(), Stream.of(FACT, Keywords.FACT, KeywordDoes.VARIABLE))
		.collect(Collectors.toUnmodifiableSet());

	/** The rota of everybody without one. */
	public static final String OTHERS = "default";

	/** The bean's name. */
	static final String BEAN = "onCall";

	private static final Duration SOON = Duration.ofDays(28);

	private final Map<String, Rota> byName = new TreeMap<>();

	private final Map<String, Rota> byOwner = new HashMap<>();

	private final OnCallMemory memory;

	/** {@code profiles} says whether a profile is active. */
	OnCall(Path routes, ZoneId zone, Calendars calendars, OnCallMemory memory, Predicate<String> profiles) {
		this.memory = memory;
		for (RotaFile file : files(routes)) {
			if (file.profile() != null && !profiles.test(file.profile())) {
				continue;
			}
			Rota rota = new Rota(file, zone, calendars);
			this.byName.put(rota.name(), rota);
			rota.owners().forEach((owner) -> this.byOwner.putIfAbsent(owner.toLowerCase(Locale.ROOT), rota));
		}
	}

	/**
	 * Reads all files.
	 * @param routes the folder with the routes
	 * @return in order; none where there is no such folder
	 */
	public static List<RotaFile> files(Path routes) {
		return FilesOf.yaml(routes.resolve(FOLDER), RotaFile::read);
	}

	/**
	 * Finds the next time when nobody is on call, by the calendars beside a file and its
	 * shifts. Calendars at addresses are not known here.
	 * @param file of a rota
	 * @return when that begins; null where it does not within four weeks
	 */
	public static @Nullable String comingHole(RotaFile file) {
		if (!file.problems().isEmpty() || !file.addresses().isEmpty()) {
			return null;
		}
		ZoneId zone = (file.zone() != null) ? file.zone() : ZoneOffset.UTC;
		Instant now = Instant.now();
		return new Rota(file, zone, Calendars.NONE).turns(now, now.plus(SOON))
			.stream()
			.filter((turn) -> turn.person() == null && !file.meansNobody(LocalDateTime.ofInstant(turn.from(), zone)))
			.map((turn) -> LocalDateTime.ofInstant(turn.from(), zone).truncatedTo(ChronoUnit.MINUTES).toString())
			.findFirst()
			.orElse(null);
	}

	/**
	 * All rotas.
	 * @return by their names
	 */
	public List<Rota> rotas() {
		return List.copyOf(this.byName.values());
	}

	/**
	 * One of them.
	 * @param name its file's, without the ending
	 * @return empty if there is none
	 */
	public Optional<Rota> rota(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	/** The one that is named, else that of the queue or the number, else all others'. */
	@Nullable Rota of(@Nullable String name, @Nullable Object... owners) {
		Rota found = (name != null) ? this.byName.get(name) : null;
		for (Object owner : owners) {
			if (found == null && owner != null) {
				found = this.byOwner.get(owner.toString().strip().toLowerCase(Locale.ROOT));
			}
		}
		return (found != null) ? found : this.byName.get(OTHERS);
	}

	/**
	 * The person on call, including changes by hand.
	 * @param rota one of these
	 * @param at the time
	 * @return null if nobody is on call
	 */
	public @Nullable Person at(Rota rota, Instant at) {
		String taken = this.memory.takenOver(rota.name(), at);
		Person person = (taken != null) ? rota.person(taken) : null;
		return (person != null) ? person : rota.at(at);
	}

	/**
	 * The turns.
	 * @param rota one of these
	 * @param from when to begin
	 * @param to when to end
	 * @param takeOvers those of this rota
	 * @return without gaps; a turn may have nobody
	 */
	public List<Turn> turns(Rota rota, Instant from, Instant to, List<TakeOver> takeOvers) {
		TreeSet<Instant> borders = new TreeSet<>(rota.borders(from, to));
		for (TakeOver each : takeOvers) {
			Stream.of(each.from(), each.to())
				.filter((time) -> time.isAfter(from) && time.isBefore(to))
				.forEach(borders::add);
		}
		List<Instant> all = List.copyOf(borders);
		List<Turn> turns = new ArrayList<>();
		for (int i = 0; i + 1 < all.size(); i++) {
			Instant at = all.get(i);
			Person byHand = null;
			for (TakeOver each : takeOvers) {
				boolean holds = !at.isBefore(each.from()) && at.isBefore(each.to());
				byHand = holds ? rota.person(each.person()) : byHand;
			}
			Person person = (byHand != null) ? byHand : rota.at(at);
			Rota.add(turns, new Turn(at, all.get(i + 1), person, byHand != null));
		}
		return turns;
	}

	/** The facts for a route. Nobody is a person without a name. */
	Map<String, Object> facts(Rota rota, Instant at) {
		Person person = at(rota, at);
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("rota", rota.name());
		facts.putAll(((person != null) ? person : new Person("", "", null, null, null)).facts());
		return facts;
	}

	/** The same, stored for later attempts. Rules get it without that. */
	Map<String, Object> told(Rota rota, Instant at, @Nullable String eventKey) {
		Map<String, Object> facts = facts(rota, at);
		return (eventKey != null) ? this.memory.keep(eventKey, rota.name(), facts) : facts;
	}

}
