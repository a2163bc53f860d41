package io.switchboard.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.check.Finding;
import io.switchboard.routes.check.Rule;
import io.switchboard.routes.check.Severity;

/** Writes findings in the format of code hosts: SARIF 2.1.0. */
final class Sarif {

	private Sarif() {
	}

	static Map<String, Object> of(List<Finding> findings) {
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", "Switchboard");
		driver.put("rules", Arrays.stream(Rule.values()).map(Sarif::rule).toList());
		Map<String, Object> run = new LinkedHashMap<>();
		run.put("tool", Map.of("driver", driver));
		run.put("columnKind", "utf16CodeUnits");
		run.put("results", findings.stream().map(Sarif::result).toList());
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return log;
	}

	private static Map<String, Object> rule(Rule rule) {
		return Map.of("id", rule.id(), "shortDescription", Map.of("text", rule.description()), "defaultConfiguration",
				Map.of("level", level(rule.severity())));
	}

	private static Map<String, Object> result(Finding finding) {
		Map<String, Object> place = new LinkedHashMap<>();
		place.put("artifactLocation", Map.of("uri", finding.file().replace('\\', '/').replace(" ", "%20")));
		if (finding.line() > 0) {
			place.put("region", Map.of("startLine", finding.line(), "startColumn", Math.max(finding.column(), 1)));
		}
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.rule().id());
		result.put("ruleIndex", finding.rule().ordinal());
		result.put("level", level(finding.severity()));
		result.put("message", Map.of("text", finding.what() + ". " + finding.mend()));
		result.put("locations", List.of(Map.of("physicalLocation", place)));
		return result;
	}

	/** SARIF has the same words. */
	private static String level(Severity severity) {
		return severity.toString();
	}

}
