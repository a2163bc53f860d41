package io.switchboard.console.pages.calls;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.calls.CallCursor;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallOutcome;
import io.switchboard.inbox.PhoneNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for, as it stands in the page's address. What cannot be read is
 * told beside the form, and finds nothing.
 */
public final class CallSearch {

	private static final List<String> FIELDS = List.of("number", "name", "call_id", "queue", "from", "to", "outcome",
			"direction", "live");

	private final Map<String, String> given = new LinkedHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private final ZoneId zone;

	private final CallFilter filter;

	private final @Nullable CallCursor cursor;

	/**
	 * Reads the address; empty fields say nothing.
	 * @param zone in which times are meant that do not say
	 */
	CallSearch(Map<String, String> query, ZoneId zone) {
		this.zone = zone;
		for (String field : FIELDS) {
			String value = query.getOrDefault(field, "").strip();
			if (!value.isEmpty()) {
				this.given.put(field, value);
			}
		}
		String outcome = oneOf("outcome", Set.of("answered", "abandoned", "missed", "busy", "failed"));
		this.filter = new CallFilter(phoneNumber(), this.given.get("name"), callId(), this.given.get("queue"),
				time("from"), time("to"), (outcome != null) ? CallOutcome.of(outcome) : null,
				oneOf("direction", Set.of("in", "out")), "true".equals(this.given.get("live")));
		this.cursor = cursor(query.get("cursor"));
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

	/** The sentence does not repeat it, for it is somebody's. */
	private @Nullable String phoneNumber() {
		String value = this.given.get("number");
		String digits = PhoneNumber.digits(value);
		if (value != null && digits == null) {
			this.problems.add("The number has no digits; it is one such as +44 7700 900123.");
		}
		return digits;
	}

	private @Nullable Long callId() {
		String value = this.given.get("call_id");
		if (value != null && !value.matches("-?\\d{1,18}")) {
			this.problems.add("The call id is a whole number.");
			return null;
		}
		return (value != null) ? Long.valueOf(value) : null;
	}

	private @Nullable String oneOf(String field, Set<String> words) {
		String value = this.given.get(field);
		if (value != null && !words.contains(value)) {
			this.problems.add("There is no such " + field + ".");
			return null;
		}
		return value;
	}

	/** As a browser's field has it, or ISO 8601 in UTC. */
	private @Nullable Instant time(String field) {
		String value = this.given.get(field);
		try {
			if (value == null) {
				return null;
			}
			return value.endsWith("Z") ? Instant.parse(value)
					: LocalDateTime.parse(value).atZone(this.zone).toInstant();
		}
		catch (DateTimeException ex) {
			this.problems.add("The time in “" + field + "” is one such as 2026-01-31T08:00.");
			return null;
		}
	}

	private @Nullable CallCursor cursor(@Nullable String value) {
		try {
			return (value != null) ? CallCursor.of(value) : null;
		}
		catch (IllegalArgumentException ex) {
			this.problems.add("There is no such page.");
			return null;
		}
	}

}
