package io.switchboard.simulator.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.simulator.account.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list of records.
 *
 * @param filter the conditions
 * @param page from 1; beyond the last one there is an empty page
 * @param limit how many on a page
 * @param sort the field to sort by
 * @param descending whether the greatest comes first
 */
public record ListQuery(Filtration filter, int page, int limit, String sort, boolean descending) {

	private static final int USUAL_LIMIT = 50;

	private static final int MOST = 1000;

	/** Reads a request's parameters; a PlatformException says what is wrong with them. */
	public static ListQuery of(Map<String, String> parameters, Set<String> fields) {
		String sort = parameters.getOrDefault("sort", "id");
		if (!fields.contains(sort)) {
			throw PlatformException.invalid("sort", "Unknown property '%s'".formatted(sort));
		}
		String dir = parameters.getOrDefault("dir", "ASC");
		if (!dir.equalsIgnoreCase("ASC") && !dir.equalsIgnoreCase("DESC")) {
			throw PlatformException.invalid("dir", "Neither ASC nor DESC");
		}
		return new ListQuery(Filtration.parse(parameters.get("filter"), fields),
				whole(parameters, "page", 1, Integer.MAX_VALUE), whole(parameters, "limit", USUAL_LIMIT, MOST), sort,
				dir.equalsIgnoreCase("DESC"));
	}

	private static int whole(Map<String, String> parameters, String name, int otherwise, int most) {
		String text = parameters.get(name);
		if (text == null) {
			return otherwise;
		}
		if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
			return Integer.parseInt(text);
		}
		throw PlatformException.invalid(name, "Not a whole number from 1 to " + most);
	}

	ApiEnvelope.Many page(List<Map<String, @Nullable Object>> records) {
		Comparator<String> numbersFirst = Comparator.comparing(Filtration::isNumber).reversed();
		Comparator<Map<String, @Nullable Object>> order = Comparator.comparing((record) -> text(record.get(this.sort)),
				numbersFirst.thenComparing(Filtration::compare));
		List<Map<String, @Nullable Object>> found = records.stream()
			.filter(this.filter::accepts)
			.sorted(this.descending ? order.reversed() : order)
			.toList();
		List<Map<String, @Nullable Object>> page = found.stream()
			.skip((this.page - 1L) * this.limit)
			.limit(this.limit)
			.toList();
		return new ApiEnvelope.Many(page, found.size());
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

}
