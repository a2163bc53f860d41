package io.switchboard.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;

import org.springframework.web.util.UriUtils;

/**
 * Writes findings in the format of code hosts: SARIF 2.1.0, with all that GitHub's code
 * scanning asks for.
 */
final class Sarif {

	private static final String SETTINGS = "application.yaml";

	/** Places that are no files. */
	private static final Set<String> NO_FILES = Set.of("environment", "command line", "Java");

	private Sarif() {
	}

	static Map<String, Object> of(List<Finding> findings) {
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", "Switchboard");
		driver.put("rules", Arrays.stream(Rule.values()).map(Sarif::rule).toList());
		Map<String, Object> run = new LinkedHashMap<>();
		run.put("tool", Map.of("driver", driver));
		run.put("columnKind", "utf16CodeUnits");
		Map<String, Integer> seen = new HashMap<>();
		run.put("results", findings.stream().map((each) -> result(each, seen)).toList());
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return log;
	}

	private static Map<String, Object> rule(Rule rule) {
		Map<String, String> text = Map.of("text", rule.description() + ".");
		return Map.of("id", rule.id(), "shortDescription", text, "fullDescription", text, "help", text,
				"defaultConfiguration", Map.of("level", level(rule.severity())));
	}

	/** {@code seen} counts the findings that have the same fingerprint. */
	private static Map<String, Object> result(Finding finding, Map<String, Integer> seen) {
		boolean isInFile = !NO_FILES.contains(finding.file());
		String uri = uri(isInFile ? finding.file() : SETTINGS);
		String text = "%s%s. %s".formatted(isInFile ? "" : finding.file() + ": ", finding.what(), finding.mend());
		int line = Math.max(finding.line(), 1);
		int column = Math.max(finding.column(), 1);
		Map<String, Object> place = new LinkedHashMap<>();
		place.put("artifactLocation", Map.of("uri", uri));
		place.put("region", Map.of("startLine", line, "startColumn", column, "endLine", line, "endColumn", column + 1));
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.rule().id());
		result.put("ruleIndex", finding.rule().ordinal());
		result.put("level", level(finding.severity()));
		result.put("message", Map.of("text", text.strip()));
		result.put("locations", List.of(Map.of("physicalLocation", place)));
		// without the line, so that a finding stays the same one when others move it
		String print = UUID
			.nameUUIDFromBytes(
					String.join("\n", finding.rule().id(), uri, finding.what()).getBytes(StandardCharsets.UTF_8))
			.toString()
			.replace("-", "");
		result.put("partialFingerprints",
				Map.of("primaryLocationLineHash", "%s:%d".formatted(print, seen.merge(print, 1, Integer::sum))));
		return result;
	}

	/** Below the working directory, where it can be: code hosts know no other. */
	private static String uri(String file) {
		Path path = Path.of(file);
		Path here = Path.of("").toAbsolutePath();
		Path near = (path.isAbsolute() && path.startsWith(here)) ? here.relativize(path) : path;
		List<String> names = new ArrayList<>();
		near.forEach((each) -> names.add(UriUtils.encodePathSegment(each.toString(), StandardCharsets.UTF_8)));
		return (near.isAbsolute() ? "file:///" : "") + String.join("/", names);
	}

	/** SARIF has the same words. */
	private static String level(Severity severity) {
		return severity.toString();
	}

}
