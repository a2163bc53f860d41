package io.switchboard.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.dryrun.SampleRun;
import io.switchboard.routes.dryrun.SampleRun.Outcome;
import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

/** Tests the folder with the routes by its samples. */
class TestCommand implements Command {

	@Override
	public String name() {
		return "test";
	}

	@Override
	public String summary() {
		return "tests routes/ by its samples and what is expected of them; nothing is sent";
	}

	@Override
	public String usage() {
		return """
				test [<sample> …] [--routes DIR] [--junit FILE] [--write]
				  Runs each event in samples/ through its route, and compares what it does with <sample>.expect.yaml.
				  <sample>       only these, by their names; else all
				  --routes DIR   the folder; else routes.dir
				  --junit FILE   writes the outcome as JUnit XML
				  --write        writes an .expect.yaml for each sample that has none
				  Settings can be given as at a start. Nothing is sent, and nothing but those files is written.
				  Exit code: 0 when all is as expected, 1 when something is not, 2 for wrong usage.""";
	}

	@Override
	public Set<String> options() {
		return Set.of("routes", "junit");
	}

	@Override
	public Set<String> flags() {
		return Set.of("write");
	}

	@Override
	public int run(Arguments arguments, PrintStream out) {
		Path folder = CommandSettings.routes(CommandSettings.of(arguments));
		if (!Files.isDirectory(folder)) {
			throw new UsageException(
					"there is no folder %s; name the one with the routes by --routes".formatted(folder));
		}
		try (SampleRun run = new SampleRun(folder.toAbsolutePath().normalize(), (more) -> {
			Map<String, String> settings = new HashMap<>(more);
			settings.putAll(arguments.settings());
			return CommandSettings.of(new Arguments(List.of(), arguments.options(), settings));
		})) {
			List<Path> samples = wanted(run, arguments);
			if (arguments.has("write")) {
				for (Path sample : samples) {
					if (run.write(sample)) {
						out.println(
								"written: " + sample.getFileName().toString().replaceFirst("\\.json$", ".expect.yaml"));
					}
				}
			}
			List<Outcome> outcomes = new ArrayList<>();
			for (Path sample : samples) {
				outcomes.add(run.test(sample));
			}
			if (arguments.values().isEmpty()) {
				outcomes.addAll(run.alone());
			}
			junit(arguments.option("junit"), outcomes);
			return tell(outcomes, out);
		}
		catch (UsageException ex) {
			throw ex;
		}
		catch (Exception ex) {
			Throwable root = Causes.root(ex);
			out.println("The folder cannot be tested: %s. First fix what check reports.".formatted(root.getMessage()));
			return 1;
		}
	}

	private static List<Path> wanted(SampleRun run, Arguments arguments) throws IOException {
		List<Path> all = run.samples();
		List<Path> wanted = new ArrayList<>();
		for (String name : arguments.values()) {
			wanted.add(all.stream()
				.filter((each) -> each.getFileName().toString().equals(name.replaceFirst("\\.json$", "") + ".json"))
				.findFirst()
				.orElseThrow(() -> new UsageException("there is no sample " + name)));
		}
		return wanted.isEmpty() ? all : wanted;
	}

	private static void junit(@Nullable String file, List<Outcome> outcomes) throws IOException {
		if (file != null) {
			Path path = Path.of(file).toAbsolutePath();
			Files.createDirectories(path.getParent());
			Files.writeString(path, JunitXml.of(outcomes));
		}
	}

	private static int tell(List<Outcome> outcomes, PrintStream out) {
		long wrong = 0;
		for (Outcome outcome : outcomes) {
			if (!outcome.problems().isEmpty()) {
				wrong++;
				out.println("WRONG  " + outcome.name());
				outcome.problems().forEach((problem) -> out.println("  " + problem));
			}
		}
		long bare = outcomes.stream().filter((each) -> !each.expected()).count();
		out.printf("%d %s, %d wrong%s.%n", outcomes.size(), (outcomes.size() == 1) ? "sample" : "samples", wrong,
				(bare > 0) ? ", %d without .expect.yaml (of these only the route is tested)".formatted(bare) : "");
		return (wrong == 0) ? 0 : 1;
	}

}
