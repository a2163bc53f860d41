package io.switchboard.console.pages;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a list's page was asked for, and how the search calls it: the page takes times as
 * people write them, and shorter names.
 */
record Asked(Address address, Map<String, String> query, Times times) {

	private static final String CURSOR = "cursor";

	/** Filters for the search, with the cursor. */
	Map<String, String> filters(Map<String, String> names) {
		Map<String, String> filters = conditions(names);
		if (!isFirst()) {
			filters.put(CURSOR, this.query.get(CURSOR));
		}
		return filters;
	}

	/** The same without the cursor. */
	Map<String, String> conditions(Map<String, String> names) {
		Map<String, String> filters = new HashMap<>();
		this.address.filters().forEach((name, value) -> {
			switch (name) {
				case "from" -> filters.put("received_after", this.times.instant(value).toString());
				case "to" -> filters.put("received_before", this.times.instant(value).toString());
				default -> filters.put(names.getOrDefault(name, name), value);
			}
		});
		return filters;
	}

	/** Whether it is the first page, which changes by itself. */
	boolean isFirst() {
		return !this.query.containsKey(CURSOR);
	}

	/** Where the list goes on, or null at its end. */
	@Nullable String next(@Nullable String cursor) {
		return (cursor != null) ? this.address.with(CURSOR, cursor).link() : null;
	}

}
