package io.switchboard.inbox;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds the numbers of events that match a number that somebody typed. */
@Component
public class KnownNumbers {

	/** With fewer digits, too many numbers would match. */
	private static final int SHORTEST_END = 4;

	private static final int MOST_ENDS = 50;

	private static final String ANY = """
			select 1 from event where src_number in (%1$s) union all
			select 1 from event where dst_number in (%1$s) limit 1""";

	/**
	 * Reads two whole indexes, for a person who remembers only the end of a number.
	 * Without "is not null" SQLite would read the whole table.
	 */
	static final String ENDING = """
			select src_number as number from event where src_number is not null and src_number like ? union
			select dst_number as number from event where dst_number is not null and dst_number like ?
			order by number limit\s""" + MOST_ENDS;

	private final PhoneNumbers numbers;

	private final JdbcTemplate jdbc;

	KnownNumbers(PhoneNumbers numbers, JdbcTemplate jdbc) {
		this.numbers = numbers;
		this.jdbc = jdbc;
	}

	/**
	 * The number in all spellings in which it may be stored. If no event has one of them,
	 * all numbers that end with its digits.
	 * @param text a number in any spelling, with or without its country, or the last
	 * digits of one, four at least; or null
	 * @return digits as events have them; empty only for null and for a text that is no
	 * number
	 */
	public Set<String> like(@Nullable String text) {
		Set<String> spellings = this.numbers.spellings(text);
		if (spellings.isEmpty() || isKnown(spellings)) {
			return spellings;
		}
		String written = spellings.iterator().next();
		String bare = written.replaceFirst("^0+", "");
		Set<String> found = ending((bare.length() >= SHORTEST_END) ? bare : written);
		Set<String> whole = found.stream()
			.filter((number) -> number.endsWith(written))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (whole.isEmpty() && found.size() == MOST_ENDS) {
			whole = ending(written);
		}
		return !whole.isEmpty() ? whole : (!found.isEmpty() ? found : spellings);
	}

	private boolean isKnown(Collection<String> numbers) {
		String places = String.join(", ", Collections.nCopies(numbers.size(), "?"));
		Object[] twice = Stream.concat(numbers.stream(), numbers.stream()).toArray();
		return !this.jdbc.queryForList(ANY.formatted(places), Integer.class, twice).isEmpty();
	}

	private Set<String> ending(String digits) {
		if (digits.length() < SHORTEST_END) {
			return Set.of();
		}
		return new LinkedHashSet<>(this.jdbc.queryForList(ENDING, String.class, "%" + digits, "%" + digits));
	}

}
