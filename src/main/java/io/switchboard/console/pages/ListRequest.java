package io.switchboard.console.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Given;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.Page;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.ui.Model;

/**
 * The request of a list's page, translated for the search. The page accepts times as
 * people write them, and shorter names.
 */
record ListRequest(Address address, Map<String, String> query, Times times) {

	private static final String CURSOR = "cursor";

	private static final int PAGE = 50;

	/** The names of filters that differ from those in the page. */
	private static final Map<String, String> NAMES = Map.of("call", "root_call_id");

	/**
	 * Searches, and gives the page its fields, whether it is the first page, and the link
	 * to the next. A value that cannot be read is shown too, and finds nothing.
	 * @param type the filter
	 * @param search takes the filter, the last row of the page before, and a limit
	 */
	<F extends Record, T> List<T> find(Class<F> type, Search<F, T> search, Model model, HttpServletResponse response) {
		model.addAttribute("address", this.address);
		model.addAttribute("first", !this.query.containsKey(CURSOR));
		try {
			Page<List<T>> page = search.find(filter(type), position(), PAGE);
			model.addAttribute("next", next(page.next()));
			return page.data();
		}
		catch (WrongParameter ex) {
			model.addAttribute("problem", ex.sentence());
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
			return List.of();
		}
	}

	/** Finds a page of rows. */
	@FunctionalInterface
	interface Search<F, T> {

		Page<List<T>> find(F filter, @Nullable Long before, int limit);

	}

	/** The values of the page's fields. */
	<F extends Record> F filter(Class<F> type) {
		Map<String, String> values = new HashMap<>();
		this.address.filters().forEach((name, value) -> values.put(NAMES.getOrDefault(name, name), value));
		Map<String, String> shown = new HashMap<>();
		NAMES.forEach((name, there) -> shown.put(there, name));
		return Filters.read(type, new Given(values, this.times.spelling(shown)));
	}

	private @Nullable Long position() {
		return new ListPage(PAGE, this.query.get(CURSOR)).position();
	}

	/** The next page, or null at the end. */
	private @Nullable String next(@Nullable String cursor) {
		return (cursor != null) ? this.address.with(CURSOR, cursor).link() : null;
	}

}
