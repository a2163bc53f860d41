package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.switchboard.settings.SettingLookup;

import org.springframework.core.env.Environment;

/**
 * Finds the files that use a kamelet, and their settings that are empty. It reads the
 * files as text, because nothing else is there after a failed start.
 */
final class KameletUses {

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([\\w.-]+)}}");

	private final Path folder;

	private final Environment settings;

	KameletUses(Path folder, Environment settings) {
		this.folder = folder;
		this.settings = settings;
	}

	/** A line for each use; empty if there is none. */
	String told(String kamelet) {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((each) -> each.toString().matches(".*\\.(camel\\.yaml|java)"))
				.sorted()
				.map((each) -> told(kamelet, each))
				.collect(Collectors.joining());
		}
		catch (IOException ex) {
			return "";
		}
	}

	private String told(String kamelet, Path file) {
		List<String> lines = lines(file);
		Pattern use = Pattern.compile("kamelet:" + Pattern.quote(kamelet) + "(?![\\w-])");
		String empty = SETTING.matcher(String.join("\n", lines))
			.results()
			.map((MatchResult each) -> each.group(1))
			.distinct()
			.filter((each) -> "".equals(this.settings.getProperty(each)))
			.map((each) -> "%s (%s)".formatted(each, SettingLookup.variable(each)))
			.collect(Collectors.joining(", "));
		return IntStream.range(0, lines.size())
			.filter((line) -> use.matcher(lines.get(line)).find())
			.mapToObj((line) -> "%nIt is used in %s, line %d.%s".formatted(file, line + 1,
					empty.isEmpty() ? "" : " These settings of that file are empty: %s.".formatted(empty)))
			.collect(Collectors.joining());
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}
