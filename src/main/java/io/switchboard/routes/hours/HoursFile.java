package io.switchboard.routes.hours;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.Nearest;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file of {@code routes/hours} as it was read, with its mistakes.
 *
 * @param path where it is
 * @param week the hours; null if they cannot be read
 * @param zone of the place, or null for that of the settings
 * @param files iCalendars that were read from files beside it
 * @param addresses of calendars with further holidays
 * @param owners the owners of these hours: values of {@code dst} or {@code context}
 * @param problems the mistakes
 */
public record HoursFile(Path path, @Nullable WeekHours week, @Nullable ZoneId zone, List<String> files,
		List<URI> addresses, List<String> owners, List<Problem> problems) {

	private static final Set<String> KEYS = Set.of("open", "time-zone", "holidays", "for");

	/**
	 * A mistake.
	 *
	 * @param line from 1; 0 for the whole file
	 * @param what one sentence without its end
	 * @param mend what to do
	 */
	public record Problem(int line, String what, String mend) {
	}

	/**
	 * The file's name, without its ending.
	 * @return such as {@code sales}
	 */
	public String name() {
		return this.path.getFileName().toString().replaceFirst("\\.[^.]*$", "");
	}

	private record Value(String text, int line) {
	}

	static HoursFile read(Path path) {
		List<Problem> problems = new ArrayList<>();
		Map<String, List<Value>> values = values(path, problems);
		WeekHours week = null;
		if (values.containsKey("open")) {
			week = week(values.get("open"), problems);
		}
		else if (problems.isEmpty()) {
			problems.add(new Problem(0, "the hours are missing", "Write open: mon-fri 09:00-17:30."));
		}
		ZoneId zone = null;
		for (Value value : values.getOrDefault("time-zone", List.of())) {
			zone = zone(value, problems);
		}
		List<String> files = new ArrayList<>();
		List<URI> addresses = new ArrayList<>();
		for (Value value : values.getOrDefault("holidays", List.of())) {
			holidays(path, value, files, addresses, problems);
		}
		if (week != null && problems.isEmpty() && isShut(week, zone, files)) {
			problems.add(new Problem(values.get("holidays").get(0).line(),
					"these hours never open: the calendars close all of the next year",
					"Look at what the calendars say; an event that comes again each day has no end."));
		}
		return new HoursFile(path, week, zone, files, addresses,
				values.getOrDefault("for", List.of()).stream().map(Value::text).toList(), problems);
	}

	/** Whether its own calendars leave no hour of the next year. */
	private static boolean isShut(WeekHours week, @Nullable ZoneId zone, List<String> files) {
		ZoneId place = (zone != null) ? zone : ZoneOffset.UTC;
		Holidays holidays = Holidays
			.all(files.stream().map((text) -> Holidays.parse(text, place, LocalDate.now(place))).toList());
		Hours hours = new Hours(place, week, () -> holidays);
		Instant now = Instant.now();
		return !hours.isOpen(now) && hours.opensAt(now) == null;
	}

	private static Map<String, List<Value>> values(Path path, List<Problem> problems) {
		Map<String, List<Value>> values = new LinkedHashMap<>();
		try {
			Node root = new Yaml(new SafeConstructor(new LoaderOptions()))
				.compose(new StringReader(YamlText.read(path)));
			if (!(root instanceof MappingNode mapping)) {
				problems.add(new Problem(0, "the file has no hours", "Write open: mon-fri 09:00-17:30."));
				return values;
			}
			for (NodeTuple tuple : mapping.getValue()) {
				String key = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
				if (!KEYS.contains(key)) {
					problems.add(new Problem(line(tuple.getKeyNode()), "there is no key '%s'".formatted(key),
							Nearest.to(key, KEYS)));
				}
				else if (values.putIfAbsent(key, texts(tuple.getValueNode())) != null) {
					problems.add(new Problem(line(tuple.getKeyNode()), "the key '%s' is there twice".formatted(key),
							"Remove one of the two."));
				}
			}
		}
		catch (MarkedYAMLException ex) {
			problems.add(new Problem((ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0,
					"this is not YAML: " + ex.getProblem(),
					YamlText.mend(ex.getProblem(), "Look at the indentation, at quotes and brackets.")));
		}
		catch (IOException | YAMLException ex) {
			problems.add(new Problem(0, "it cannot be read: " + ex.getMessage(), "Fix the file."));
		}
		return values;
	}

	private static List<Value> texts(Node node) {
		List<Value> texts = new ArrayList<>();
		for (Node each : (node instanceof SequenceNode list) ? list.getValue() : List.of(node)) {
			texts.add(new Value((each instanceof ScalarNode scalar) ? scalar.getValue().strip() : "", line(each)));
		}
		return texts;
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

	private static @Nullable WeekHours week(List<Value> parts, List<Problem> problems) {
		int line = parts.isEmpty() ? 0 : parts.get(0).line();
		try {
			WeekHours week = WeekHours.parse(String.join(", ", parts.stream().map(Value::text).toList()));
			if (!week.isNever()) {
				return week;
			}
			problems.add(new Problem(line, "these hours never open", "Write open: mon-fri 09:00-17:30."));
		}
		catch (IllegalArgumentException ex) {
			problems.add(new Problem(line, String.valueOf(ex.getMessage()),
					"Write days, a space, and times; several parts are separated by commas, and a night is two: fri 22:00-24:00, sat 00:00-06:00."));
		}
		return null;
	}

	private static @Nullable ZoneId zone(Value value, List<Problem> problems) {
		try {
			return ZoneId.of(value.text());
		}
		catch (DateTimeException ex) {
			problems.add(new Problem(value.line(), "there is no time zone '%s'".formatted(value.text()),
					Nearest.of(value.text(), ZoneId.getAvailableZoneIds())
						.map((near) -> "Did you mean %s?".formatted(near))
						.orElse("Write one such as Europe/London.")));
			return null;
		}
	}

	private static void holidays(Path path, Value value, List<String> files, List<URI> addresses,
			List<Problem> problems) {
		if (value.text().matches("[a-z]+:.*")) {
			try {
				URI address = URI.create(value.text());
				if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
					addresses.add(address);
					return;
				}
			}
			catch (IllegalArgumentException ex) {
				// told below; what it says is the address, which may be a secret
			}
			problems.add(new Problem(value.line(), "this is not an address of a calendar",
					"Write https://… or the name of a file beside this one."));
			return;
		}
		Path file = path.resolveSibling(value.text());
		String text = value.text().matches("[^/\\\\]+\\.ics") ? Calendars.read(file) : null;
		if (text == null) {
			problems.add(new Problem(value.line(), "there is no calendar " + file,
					"Name a file .ics beside this one, or an address https://…"));
			return;
		}
		try {
			Holidays.parse(text, ZoneOffset.UTC, LocalDate.now(ZoneOffset.UTC));
			files.add(text);
		}
		catch (RuntimeException ex) {
			problems.add(new Problem(value.line(),
					"the calendar %s cannot be read: %s".formatted(value.text(), Calendars.why(ex)),
					"Export it again as iCalendar (.ics)."));
		}
	}

}
