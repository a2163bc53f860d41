package io.switchboard.console.pages.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.switchboard.calls.CallCursor;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallOutcome;
import io.switchboard.console.pages.Times;
import io.switchboard.history.ListPage;
import io.switchboard.history.Parameters;
import io.switchboard.history.WrongParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for, as it stands in the page's address. What cannot be read is
 * told beside the form, and finds nothing.
 */
public final class CallSearch {

	private static final String CURSOR = "cursor";

	private static final List<String> FIELDS = List.of("number", "name", "call_id", "queue", "from", "to", "outcome",
			"direction", "live");

	private static final Set<String> OUTCOMES = Set.of("answered", "abandoned", "missed", "busy", "failed");

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
		Map<String, String> all = new LinkedHashMap<>(this.given);
		if (query.containsKey(CURSOR)) {
			all.put(CURSOR, query.get(CURSOR));
		}
		Parameters fields = new Parameters(all, Set.copyOf(FIELDS), Set.of(CURSOR));
		String outcome = read(() -> fields.oneOf("outcome", OUTCOMES));
		this.filter = new CallFilter(read(() -> fields.phoneNumber("number")), read(() -> fields.text("name")),
				read(() -> fields.number("call_id")), read(() -> fields.text("queue")), read(() -> time("from", times)),
				read(() -> time("to", times)), (outcome != null) ? CallOutcome.of(outcome) : null,
				read(() -> fields.oneOf("direction", Set.of("in", "out"))),
				Boolean.TRUE.equals(read(() -> fields.isTrue("live"))));
		this.cursor = read(() -> ListPage.callCursor(fields));
	}

	/** Null too for what cannot be read, which is then told. */
	private <T> @Nullable T read(Supplier<@Nullable T> field) {
		try {
			return field.get();
		}
		catch (WrongParameter ex) {
			this.problems.add(ex.sentence());
			return null;
		}
	}

	private @Nullable Instant time(String field, Times times) {
		String value = this.given.get(field);
		return (value != null) ? times.instant(field, value) : null;
	}

	CallFilter filter() {
		return this.filter;
	}

	/** Where the page before ended, or null for the first. */
	public @Nullable CallCursor cursor() {
		return this.cursor;
	}

	/** What a field of the form holds. */
	public String value(String field) {
		return this.given.getOrDefault(field, "");
	}

	/** What cannot be read, in one sentence each. */
	public List<String> problems() {
		return this.problems;
	}

	/** Whether anything is looked for. */
	public boolean isNarrow() {
		return !this.given.isEmpty();
	}

	/** Whether this is the first page, to which new calls come. */
	public boolean isNewest() {
		return this.cursor == null && this.problems.isEmpty();
	}

	/** The first page of the same search. */
	public String newest() {
		return address("/calls").toUriString();
	}

	/** The rows of the first page alone. */
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
