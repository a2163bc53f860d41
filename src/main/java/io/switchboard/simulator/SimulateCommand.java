package io.switchboard.simulator;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.switchboard.simulator.scenario.Plan;
import io.switchboard.simulator.scenario.PlayOptions;
import io.switchboard.simulator.scenario.PlayRequest;
import io.switchboard.simulator.scenario.Scenarios;
import io.switchboard.simulator.wire.Transmission;
import io.switchboard.simulator.wire.WebhookClient;
import io.switchboard.text.Causes;
import io.switchboard.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * The simulator from the command line: plays a scenario against any webhook, without
 * starting Switchboard.
 */
public final class SimulateCommand {

	private static final String OPTION = "--simulate";

	private static final Set<String> OWN = Set.of("simulate", "target", "insecure", "routes.dir");

	private final PrintStream out;

	private final Map<String, Integer> answers = new TreeMap<>();

	private SimulateCommand(PrintStream out) {
		this.out = out;
	}

	/**
	 * Whether the command line asks for it.
	 * @param args the command line
	 * @return true if one of them is {@code --simulate…}
	 */
	public static boolean isAskedFor(String[] args) {
		return List.of(args).stream().anyMatch((arg) -> arg.equals(OPTION) || arg.startsWith(OPTION + "="));
	}

	/**
	 * Runs the command. The process ends with the number of {@link #run}. With
	 * {@code --simulate=serve} it serves the simulated platform until it is stopped.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		if (List.of(args).contains(OPTION + "=serve")) {
			SimulatorApplication.start(args);
		}
		else {
			System.exit(run(args, System.out));
		}
	}

	/**
	 * Plays a scenario, and prints the answers, without numbers and names.
	 * @param args {@code --simulate=<scenario>}, {@code --target=<URL>} and options
	 * @param out where it prints
	 * @return 0 if every answer was 2xx, 1 if not, 2 if the command line is wrong
	 */
	static int run(String[] args, PrintStream out) {
		try {
			Map<String, String> options = options(args);
			Scenarios scenarios = new Scenarios(Path.of(options.getOrDefault("routes.dir", "routes")));
			String name = options.get("simulate");
			if (name.isEmpty() || name.equals("help")) {
				usage(scenarios, out);
				return 0;
			}
			String target = target(options);
			boolean insecure = options.containsKey("insecure");
			Map<String, String> play = new HashMap<>(options);
			play.keySet().removeAll(OWN);
			PlayOptions read = PlayRequest.options(play);
			return new SimulateCommand(out).play(scenarios.plan(name, read), read.speed(), target,
					new WebhookClient(insecure));
		}
		catch (IllegalArgumentException ex) {
			out.println(ex.getMessage());
			out.println("--simulate alone lists the options.");
			return 2;
		}
	}

	private static Map<String, String> options(String[] args) {
		Map<String, String> options = new HashMap<>();
		for (String arg : args) {
			if (!arg.startsWith("--")) {
				throw new IllegalArgumentException("'%s' is not an option; write --name=value".formatted(arg));
			}
			String[] parts = arg.substring(2).split("=", 2);
			options.put(parts[0], (parts.length == 2) ? parts[1] : "");
		}
		return options;
	}

	private static String target(Map<String, String> options) {
		String target = options.getOrDefault("target", "");
		try {
			if (UrlText.isPrivate(URI.create(target))) {
				return target;
			}
		}
		catch (IllegalArgumentException ex) {
			// told below
		}
		throw new IllegalArgumentException(
				"--target: give the webhook's URL, such as https://switchboard.example.org/webhooks/voipstudio/<key> (plain http only to this machine)");
	}

	private static void usage(Scenarios scenarios, PrintStream out) {
		out.println("--simulate=<scenario> --target=<URL> [--speed=60] [--flavour=observed|documented]");
		out.println("  [--faults=duplicate=0.1,reorder,delay,drop,resend,truncate] [--seed=7] [--insecure]");
		out.println("--simulate=serve [--server.port=9090]: the platform's REST API and all controls, on this machine");
		scenarios.names().forEach((name) -> out.printf("  %-34s %s%n", name, scenarios.description(name)));
	}

	private int play(Plan plan, double speed, String target, WebhookClient client) {
		long start = System.nanoTime();
		Map<Object, CompletableFuture<?>> tails = new HashMap<>();
		List<CompletableFuture<?>> sent = new ArrayList<>();
		for (Transmission each : plan.transmissions()) {
			long nanos = (speed > 0) ? (long) (each.after().toNanos() / speed) : 0;
			CompletableFuture<?> before = tails.getOrDefault(each.event().getOrDefault("root_call_id", each),
					CompletableFuture.completedFuture(null));
			CompletableFuture<?> due = CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS));
			CompletableFuture<?> answered = due.thenCombine(before, (one, other) -> one)
				.thenCompose((ready) -> client.post(target, each.body()))
				.handle((reply, failure) -> tell(each, reply, failure));
			tails.put(each.event().getOrDefault("root_call_id", each), answered);
			sent.add(answered);
		}
		CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
		long good = this.answers.entrySet()
			.stream()
			.filter((answer) -> answer.getKey().startsWith("2"))
			.mapToLong(Map.Entry::getValue)
			.sum();
		this.out.printf("%s: %d sent in %d s, answered %s%n", plan.scenario(), sent.size(),
				Duration.ofNanos(System.nanoTime() - start).toSeconds(), this.answers);
		return (good == sent.size()) ? 0 : 1;
	}

	private synchronized boolean tell(Transmission each, @Nullable HttpResponse<String> reply,
			@Nullable Throwable failure) {
		String answer = (reply != null) ? String.valueOf(reply.statusCode())
				: "no answer (%s)".formatted((failure != null) ? reason(failure) : "");
		this.answers.merge(answer, 1, Integer::sum);
		this.out.printf("%8.3f s  %-20s call %-18s %s%s%n", each.after().toMillis() / 1000.0,
				each.event().get("event_name"), each.event().getOrDefault("call_id", "-"), answer,
				(reply != null) ? " " + reply.body().lines().findFirst().orElse("") : "");
		return failure == null;
	}

	/** The innermost reason, because a wrapper has no information. */
	private static String reason(Throwable failure) {
		Throwable root = Causes.root(failure);
		return root.getClass().getSimpleName();
	}

}
