package io.switchboard.console.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.switchboard.history.Page;
import io.switchboard.history.WrongParameter;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.ui.Model;

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

	/**
	 * Searches; what cannot be read is said in the page, which then finds nothing.
	 * @param search takes filters and the cursor
	 * @param names what the search calls a filter, where that is not its name here
	 */
	<T> Page<List<T>> find(Function<Map<String, String>, Page<List<T>>> search, Map<String, String> names, Model model,
			HttpServletResponse response) {
		try {
			return search.apply(filters(names));
		}
		catch (WrongParameter ex) {
			Map<String, String> here = new HashMap<>();
			names.forEach((name, there) -> here.put(there, name));
			model.addAttribute("problem", ex.sentence(here));
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
			return Page.of(List.of());
		}
	}

	/** The same without the cursor. */
	Map<String, String> conditions(Map<String, String> names) {
		Map<String, String> filters = new HashMap<>();
		this.address.filters().forEach((name, value) -> {
			switch (name) {
				case "from", "to" -> filters.put(name, this.times.instant(name, value).toString());
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
