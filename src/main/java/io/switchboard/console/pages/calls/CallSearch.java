package io.switchboard.console.pages.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.calls.CallCursor;
import io.switchboard.calls.CallFilter;
import io.switchboard.console.pages.Times;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Given;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.WrongParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * A search for calls, as it is in the page's address. A value that cannot be read is
 * shown beside the form, and finds nothing.
 */
public final class CallSearch {

	private static final String CURSOR = "cursor";

	private static final List<String> FIELDS = List.of("number", "name", "call_id", "queue", "from", "to", "outcome",
			"direction", "live");

	private final Map<String, String> given = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private final CallFilter filter;

	private final @Nullable CallCursor cursor;

	/**
	 * Reads the address; empty fields say nothing.
	 * @param times how times are written here
	 */
	CallSearch(Map<String, String> query, Times times) {
		for (String field : FIELDS) {
			String value = query.getOrDefault(field, "").strip();
			if (!value.isEmpty()) {
				this.given.put(field, value);
			}
		}
		this.filter = Filters.read(CallFilter.class, new Given(this.given, times.spelling(Map.of())),
				(wrong) -> this.problems.add(wrong.sentence()));
		this.cursor = cursor(query.get(CURSOR));
	}

	private @Nullable CallCursor cursor(@Nullable String value) {
		try {
			return new ListPage(1, value).call();
		}
		catch (WrongParameter ex) {
			this.problems.add(ex.sentence());
			return null;
		}
	}

	CallFilter filter() {
		return this.filter;
	}

	/** Where the page before ended, or null for the first. */
	public @Nullable CallCursor cursor() {
		return this.cursor;
	}

	/** The value of a field of the form. */
	public String value(String field) {
		return this.given.getOrDefault(field, "");
	}

	/** The unreadable values, one sentence each. */
	public List<String> problems() {
		return this.problems;
	}

	/** Whether any filter is set. */
	public boolean isNarrow() {
		return !this.given.isEmpty();
	}

	/** How many filters are set. */
	public int set() {
		return this.given.size();
	}

	/** Whether this is the first page, to which new calls come. */
	public boolean isNewest() {
		return this.cursor == null && this.problems.isEmpty();
	}

	/** The first page of the same search. */
	public String newest() {
		return address("/calls").toUriString();
	}

	/** The filters, as the address of the page has them. */
	public String query() {
		String link = newest();
		return link.substring(Math.min(link.length(), "/calls?".length()));
	}

	/** The address of all results as CSV. */
	public String csv() {
		return address("/calls.csv").toUriString();
	}

	/**
	 * The same search within a span of time.
	 * @param from its begin, as a field has it
	 * @param to its end, or empty
	 * @return the page's address
	 */
	public String within(String from, String to) {
		Map<String, String> changed = new LinkedHashMap<>(this.given);
		changed.put("from", from);
		changed.remove("to");
		if (!to.isEmpty()) {
			changed.put("to", to);
		}
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/calls");
		changed.keySet().forEach((field) -> address.queryParam(field, "{" + field + "}"));
		return address.encode().buildAndExpand(changed).toUriString();
	}

	/** The address of the rows of the first page. */
	public String rows() {
		return address("/calls/rows").toUriString();
	}

	/** The next page of the same search. */
	public String older(CallCursor next) {
		return address("/calls").queryParam("cursor", next.toString()).toUriString();
	}

	private UriComponentsBuilder address(String path) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		this.given.forEach((field, value) -> address.queryParam(field, "{" + field + "}"));
		return address.encode().uriVariables(new LinkedHashMap<>(this.given));
	}

}
