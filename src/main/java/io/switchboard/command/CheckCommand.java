package io.switchboard.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.settings.BrokenJars;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.settings.SettingsFile;
import io.switchboard.settings.UnresolvedSettings;

import org.springframework.core.env.ConfigurableEnvironment;

/** Checks the folder with the routes, without a store or a network. */
class CheckCommand implements Command {

	private static final Pattern UNWANTED = Pattern.compile("no rule wants (\\S+) \\((.*)\\)");

	@Override
	public String name() {
		return "check";
	}

	@Override
	public String summary() {
		return "finds what is wrong in routes/, without a store or a network";
	}

	@Override
	public String usage() {
		return """
				check [--routes DIR] [--json | --sarif]
				  Prints what is wrong, as file:line:column: what. What to do.
				  --routes DIR   the folder; else routes.dir
				  --json         for tools
				  --sarif        for code hosts (SARIF 2.1.0)
				  Settings can be given as at a start, such as --spring.profiles.active=production.
				  Exit code: 0 when nothing is wrong, 1 when something is, 2 for wrong usage.""";
	}

	@Override
	public Set<String> options() {
		return Set.of("routes");
	}

	@Override
	public Set<String> flags() {
		return Set.of("json", "sarif");
	}

	@Override
	public int run(Arguments arguments, PrintStream out) {
		if (!arguments.values().isEmpty()) {
			throw new UsageException("'%s' is not expected here: give the folder as --routes=%s"
				.formatted(arguments.values().get(0), arguments.values().get(0)));
		}
		List<Finding> findings = findings(arguments);
		List<Finding> wrong = findings.stream().filter((each) -> each.severity() != Severity.NOTE).toList();
		if (arguments.has("sarif")) {
			out.println(json(Sarif.of(findings)));
		}
		else if (arguments.has("json")) {
			out.println(json(Map.of("findings", findings.stream().map(CheckCommand::view).toList(), "errors",
					count(findings, Severity.ERROR), "warnings", count(findings, Severity.WARNING))));
		}
		else {
			text(findings, out);
		}
		return wrong.isEmpty() ? 0 : 1;
	}

	private static List<Finding> findings(Arguments arguments) {
		List<Unknown> broken = BrokenJars.check();
		if (!broken.isEmpty()) {
			return broken.stream().map((each) -> SettingFindings.finding(each, Rule.FILE)).toList();
		}
		List<Unknown> unreadable = SettingsFile.check();
		if (!unreadable.isEmpty()) {
			return unreadable.stream().map((each) -> SettingFindings.finding(each, Rule.YAML)).toList();
		}
		ConfigurableEnvironment environment = CommandSettings.of(arguments);
		List<Unknown> unresolved = UnresolvedSettings.check(environment);
		if (!unresolved.isEmpty()) {
			return unresolved.stream().map((each) -> SettingFindings.finding(each, Rule.SETTING_VALUE)).toList();
		}
		Path folder = CommandSettings.routes(environment);
		if (!Files.isDirectory(folder)) {
			throw new UsageException(
					"there is no folder %s; name the one with the routes by --routes".formatted(folder));
		}
		return SettingFindings.joined(environment, SettingFindings.of(environment),
				CheckFromSettings.of(environment).check(folder));
	}

	private static void text(List<Finding> findings, PrintStream out) {
		findings.stream().filter((each) -> each.rule() != Rule.UNROUTED).forEach(out::println);
		unrouted(findings, out);
		long errors = count(findings, Severity.ERROR);
		long warnings = count(findings, Severity.WARNING);
		out.println((errors + warnings == 0) ? "Nothing is wrong."
				: "%s, %s.".formatted(number(errors, "error"), number(warnings, "warning")));
	}

	/** A table of events and contexts, for information. */
	private static void unrouted(List<Finding> findings, PrintStream out) {
		List<Matcher> rows = findings.stream()
			.filter((each) -> each.rule() == Rule.UNROUTED)
			.map((each) -> UNWANTED.matcher(each.what()))
			.filter(Matcher::matches)
			.toList();
		if (!rows.isEmpty()) {
			out.println("No rule wants these. They go to unrouted: they are kept, and nothing else happens.");
			rows.forEach((row) -> out.printf("  %-20s %s%n", row.group(1), row.group(2)));
		}
	}

	private static String number(long count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

	private static long count(List<Finding> findings, Severity severity) {
		return findings.stream().filter((each) -> each.severity() == severity).count();
	}

	private static Map<String, Object> view(Finding finding) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("file", finding.file());
		view.put("line", finding.line());
		view.put("column", finding.column());
		view.put("severity", finding.severity().toString());
		view.put("rule", finding.rule().id());
		view.put("what", finding.what());
		view.put("mend", finding.mend());
		return view;
	}

	/** As text for people to read, too. */
	static String json(Object value) {
		try {
			return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Made only for JSON, because it reads all jars. */
	static final class Json {

		static final ObjectMapper MAPPER = JsonMapper.builder()
			.findAndAddModules()
			.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
			.build();

		private Json() {
		}

	}

}
