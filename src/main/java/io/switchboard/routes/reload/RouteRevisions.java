package io.switchboard.routes.reload;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.RoutesText;

/**
 * Finds the files that make a route, and the revision of their content. These are the
 * route's own file, the kamelets that it uses, their templates and statements, and the
 * files of the {@code direct:} routes that it calls.
 */
public class RouteRevisions {

	private static final Pattern KAMELET = Pattern.compile("kamelet:([A-Za-z0-9-]+)");

	private static final Pattern DIRECT = Pattern.compile("direct:([A-Za-z0-9-]+)");

	private static final Pattern INCLUDED = Pattern.compile("<#(?:include|import)\\s+[\"']([^\"']+)[\"']");

	/** How a kamelet says that a property names a file. */
	private static final Pattern PLACE = Pattern.compile("file:((?:templates|statements)/\\{}\\.[A-Za-z0-9]+)");

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");

	/**
	 * Names of tables are found only as whole words, because they are words that people
	 * use too.
	 */
	private static final String TABLE = "(?:table[:=]\\s*[\"']?|')%s(?![A-Za-z0-9-])|variables?\\.%s\\b";

	private static final Pattern HOURS = Pattern.compile("(?:variables?\\.|:\\?)open(?:s_at)?\\b|\\bopeningHours\\b");

	private static final Pattern ON_CALL = Pattern.compile("(?:variables?\\.|:\\?)on_call\\b");

	private static final Pattern KEYWORDS = Pattern
		.compile("(?:variables?\\.|:\\?)keyword(?:_does)?\\b|#bean:textReply\\b");

	private static final Pattern OPEN_TABLE = Pattern
		.compile("table:\\s*[\"']?[^\\n,}]*(?:\\$\\{|\\{\\{)|\\b(?:row|value)\\(\\s*\\$");

	/** The name of the file is known only with an event. */
	private static final Pattern OPEN_NAME = Pattern
		.compile("(?:template|statement):\\s*[\"']?[^\\n,}]*(?:\\$\\{|\\{\\{)");

	private final RoutesText text;

	private final Map<String, String> byFile = new TreeMap<>();

	/** Many routes use the same kamelets. */
	private final Map<String, SortedSet<String>> namedByPart = new ConcurrentHashMap<>();

	/**
	 * Reads one state of the folder.
	 * @param text its files
	 */
	public RouteRevisions(RoutesText text) {
		this.text = text;
	}

	/**
	 * The revision of what a file's routes do.
	 * @param file a route's file, such as {@code sms-received-to-email.camel.yaml}
	 * @return 12 hexadecimal digits
	 */
	synchronized String of(String file) {
		return this.byFile.computeIfAbsent(file, (name) -> this.text.revision(parts(name)));
	}

	/** The files that make the routes of a file, itself among them. */
	SortedSet<String> parts(String file) {
		SortedSet<String> parts = new TreeSet<>();
		Deque<String> open = new ArrayDeque<>();
		open.add(file);
		while (!open.isEmpty()) {
			String part = open.remove();
			if (parts.add(part)) {
				open.addAll(this.namedByPart.computeIfAbsent(part, this::named));
			}
		}
		return parts;
	}

	/**
	 * The texts of the files that make the routes of a file.
	 * @param file a route's file
	 * @return by their paths below the folder, the route's own file first
	 */
	public SortedMap<String, String> files(String file) {
		SortedMap<String, String> files = new TreeMap<>(
				Comparator.comparing((String name) -> !name.equals(file)).thenComparing(Comparator.naturalOrder()));
		parts(file).forEach((part) -> files.put(part, this.text.text(part)));
		return files;
	}

	private SortedSet<String> named(String part) {
		String text = this.text.text(part);
		SortedSet<String> named = new TreeSet<>();
		lookups(text, named);
		if (part.startsWith("templates/")) {
			all(INCLUDED, text).forEach((name) -> addIfThere("templates/" + name.replaceFirst("^/", ""), named));
			return named;
		}
		if (part.startsWith("statements/") || part.startsWith("tables/") || part.startsWith("lookups/")
				|| part.startsWith("hours/") || part.startsWith("on-call/") || part.startsWith("keywords/")) {
			return named;
		}
		String said = COMMENT.matcher(text).replaceAll("");
		all(KAMELET, said).forEach((name) -> addIfThere("kamelets/" + name + ".kamelet.yaml", named));
		all(DIRECT, said).forEach((name) -> readers(name, named));
		SortedSet<String> places = new TreeSet<>();
		named.stream()
			.filter((kamelet) -> kamelet.startsWith("kamelets/"))
			.forEach((kamelet) -> places.addAll(all(PLACE, this.text.text(kamelet))));
		boolean anyOfThem = OPEN_NAME.matcher(said).find();
		for (String file : this.text.files().keySet()) {
			if (file.startsWith("templates/") || file.startsWith("statements/")) {
				String name = file.replaceFirst("^[^/]+/", "").replaceFirst("\\.[^.]+$", "");
				boolean fits = places.contains(file.replace("/" + name + ".", "/{}."));
				if (isNamed(file.replaceFirst("^[^/]+/", ""), said) || fits && (anyOfThem || isNamed(name, said))) {
					named.add(file);
				}
			}
		}
		return named;
	}

	/**
	 * A table is named by its file, or as a variable. The name may be known only with an
	 * event.
	 */
	private void lookups(String text, SortedSet<String> named) {
		String said = COMMENT.matcher(text).replaceAll("");
		boolean anyOfThem = OPEN_TABLE.matcher(said).find();
		boolean asksHours = HOURS.matcher(said).find();
		boolean asksKeywords = KEYWORDS.matcher(said).find();
		boolean asksOnCall = ON_CALL.matcher(said).find();
		for (String file : this.text.files().keySet()) {
			if (asksOnCall && (file.startsWith("on-call/") || file.startsWith("lookups/"))) {
				named.add(file);
			}
			if (asksKeywords && file.startsWith("keywords/")) {
				named.add(file);
			}
			if (asksHours && (file.startsWith("hours/") || file.startsWith("lookups/"))) {
				// a table may name hours
				named.add(file);
			}
			if (file.startsWith("lookups/")) {
				String name = file.replaceFirst("^lookups/", "").replaceFirst("\\.[^.]+$", "");
				if (anyOfThem || isTable(name, said)) {
					named.add(file);
				}
			}
		}
	}

	private void addIfThere(String file, SortedSet<String> named) {
		if (this.text.files().containsKey(file)) {
			named.add(file);
		}
	}

	private void readers(String direct, SortedSet<String> named) {
		Pattern from = Pattern
			.compile("from:\\s*(?:[\"']?direct:|\\{?\\s*uri:\\s*[\"']?direct:|\\n\\s*uri:\\s*[\"']?direct:)"
					+ Pattern.quote(direct) + "\\b");
		this.text.files()
			.keySet()
			.stream()
			.filter((file) -> !file.contains("/") && this.text.text(file).contains("direct:" + direct)
					&& from.matcher(this.text.text(file)).find())
			.forEach(named::add);
	}

	// most names are nowhere in a text, and a pattern costs more than a look
	private static boolean isTable(String name, String text) {
		String variable = name.replace('-', '_');
		return (text.contains(name) || text.contains(variable))
				&& Pattern.compile(TABLE.formatted(name, variable)).matcher(text).find();
	}

	private static boolean isNamed(String name, String text) {
		return text.contains(name)
				&& Pattern.compile("(?<![A-Za-z0-9-])" + Pattern.quote(name) + "(?![A-Za-z0-9-])").matcher(text).find();
	}

	private static SortedSet<String> all(Pattern pattern, String text) {
		SortedSet<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

}
