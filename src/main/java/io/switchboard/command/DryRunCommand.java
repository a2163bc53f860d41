package io.switchboard.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.dryrun.DryRun;
import io.switchboard.routes.dryrun.Report;
import io.switchboard.routes.dryrun.Since;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/** Shows what an edited folder would change for the events of the last days. */
class DryRunCommand implements Command {

	private static final int LIMIT = 100_000;

	@Override
	public String name() {
		return "dry-run";
	}

	@Override
	public String summary() {
		return "says what an edited routes/ would change for stored events; nothing is sent";
	}

	@Override
	public String usage() {
		return """
				dry-run [--routes DIR] [--since 7d] [--limit N] [--json]
				  Runs stored events through the routes of the settings and through those of another folder,
				  and prints how mails, rows, requests, calls to VoIPstudio and deliveries would differ.
				  Nothing is sent or written. What was answered when an event was delivered is answered again;
				  other answers are called unknown.
				  --routes DIR   the edited folder; what it is compared with is routes.dir. If not said, the Switchboard
				                 that runs here compares the folder on disk with what it runs
				  --since 7d     events that came in since then: 30m, 12h, 7d, or 2026-11-19T08:00:00Z
				  --limit N      at most this many events, the newest ones; default: 100000
				  --json         for tools, as POST /api/dry-run answers
				  What it prints holds numbers, names and texts of calls.
				  Exit code: 0 when nothing differs, 1 when something does or a folder cannot work, 2 for wrong usage.""";
	}

	@Override
	public Set<String> options() {
		return Set.of("routes", "since", "limit");
	}

	@Override
	public Set<String> flags() {
		return Set.of("json");
	}

	@Override
	public int run(Arguments arguments, PrintStream out) {
		if (!arguments.values().isEmpty()) {
			throw new UsageException("'%s' is not expected here: give the edited folder as --routes=%s"
				.formatted(arguments.values().get(0), arguments.values().get(0)));
		}
		Instant since = since(arguments);
		int limit = limit(arguments.option("limit"));
		ConfigurableEnvironment environment = CommandSettings
			.of(new Arguments(List.of(), Map.of(), arguments.settings()));
		String routes = arguments.option("routes");
		try {
			Report running = (routes == null) ? new RunningSwitchboard(environment)
				.dryRun(since, Math.min(limit, LIMIT), CheckCommand.Json.MAPPER)
				.orElse(null) : null;
			boolean alone = routes == null && running == null;
			Report report = (running != null) ? running : report(routes, since, limit, environment);
			if (arguments.has("json")) {
				out.println(CheckCommand.json(report));
			}
			else {
				DryRunText.print(report, out);
				if (alone) {
					out.printf(
							"No Switchboard listens on port %s here (--server.port): the folder was compared with itself. Name the edited one by --routes.%n",
							environment.getProperty("server.port", "8080"));
				}
			}
			return report.isSame() ? 0 : 1;
		}
		catch (UnusableFolderException | RunningSwitchboard.RefusedException ex) {
			out.println(ex.getMessage());
			return 1;
		}
		catch (UsageException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new UsageException("the dry run cannot go on: " + ex.getMessage());
		}
	}

	private static Report report(@Nullable String routes, Instant since, int limit, ConfigurableEnvironment environment)
			throws Exception {
		Path now = folder(CommandSettings.routes(environment));
		Path edited = (routes != null) ? folder(Path.of(routes)) : now;
		return new DryRun(environment, CheckFromSettings.of(environment), () -> KeptEvent.connection(environment),
				Runtime.getRuntime().availableProcessors())
			.run(DryRun.State.of(now), DryRun.State.of(edited), since, limit, progress());
	}

	/** A line that is written anew, a hundred times at most. */
	private static DryRun.Progress progress() {
		AtomicLong told = new AtomicLong(-1);
		return (done, all) -> {
			long percent = 100 * done / Math.max(1, all);
			if (percent > told.getAndAccumulate(percent, Math::max)) {
				System.err.printf("\r%3d %% of %d events%s", percent, all, (percent == 100) ? "%n".formatted() : "");
			}
		};
	}

	private static Path folder(Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new UsageException(
					"there is no folder %s; name the one with the routes by --routes".formatted(folder));
		}
		return folder.toAbsolutePath().normalize();
	}

	private static Instant since(Arguments arguments) {
		try {
			return Since.of(arguments.option("since"), Instant.now());
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException("--since=" + ex.getMessage());
		}
	}

	private static int limit(@Nullable String text) {
		if (text == null) {
			return LIMIT;
		}
		if (!text.strip().matches("[1-9]\\d{0,6}") || Integer.parseInt(text.strip()) > DryRun.MOST) {
			throw new UsageException("--limit=%s must be a number from 1 to %d".formatted(text, DryRun.MOST));
		}
		return Integer.parseInt(text.strip());
	}

}
