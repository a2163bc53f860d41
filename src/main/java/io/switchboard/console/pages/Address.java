package io.switchboard.console.pages;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page with its filters, so that each state of it is a link.
 *
 * @param path the page
 * @param filters the filters that are set, in order
 */
record Address(String path, Map<String, String> filters) {

	/** Keeps only these of the request's parameters, without empty ones. */
	static Address of(String path, Map<String, String> query, String... names) {
		Map<String, String> filters = new LinkedHashMap<>();
		for (String name : names) {
			String value = query.getOrDefault(name, "").strip();
			if (!value.isEmpty()) {
				filters.put(name, value);
			}
		}
		return new Address(path, filters);
	}

	/**
	 * A page and its filters from the query of its link, without empty ones.
	 */
	static Address read(String path, String query) {
		Map<String, String> filters = new LinkedHashMap<>();
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				filters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
			}
		}
		filters.remove("cursor");
		return of(path, filters, filters.keySet().toArray(String[]::new));
	}

	private static String decoded(String text) {
		try {
			return StringUtils.uriDecode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/** The query of its link, without the question mark. */
	public String query() {
		String link = link();
		return link.substring(Math.min(link.length(), this.path.length() + 1));
	}

	/** The same with one filter changed, or removed by null. */
	public Address with(String name, @Nullable String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.filters);
		if (value != null) {
			changed.put(name, value);
		}
		else {
			changed.remove(name);
		}
		return new Address(this.path, changed);
	}

	/** Within a span of time. */
	public Address within(Times.Span span) {
		return with("from", span.from()).with("to", span.to().isEmpty() ? null : span.to());
	}

	public Address without(String name) {
		return with(name, null);
	}

	/** The same filters on another page. */
	public Address on(String other) {
		return new Address(other, this.filters);
	}

	/** A filter's value, or an empty text. */
	public String get(String name) {
		return this.filters.getOrDefault(name, "");
	}

	/** With the filters, escaped. */
	public String link() {
		UriComponentsBuilder link = UriComponentsBuilder.fromPath(this.path);
		this.filters.keySet().forEach((name) -> link.queryParam(name, "{" + name + "}"));
		return link.encode().buildAndExpand(this.filters).toUriString();
	}

}
