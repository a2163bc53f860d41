package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.RoutesText;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tests a folder by its samples. Each must go to the route of its name, and have the
 * effects that its {@code .expect.yaml} lists. Nothing is sent or written.
 */
public final class SampleRun implements AutoCloseable {

	/** A fixed time, so that a test has the same result tomorrow. */
	private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

	private static final String EXPECTED = ".expect.yaml";

	private final Path folder;

	private final RoutesText text;

	private final Function<Map<String, String>, ConfigurableEnvironment> settings;

	/** Trials by the settings of some samples alone. */
	private final Map<Map<String, String>, Trial> trials = new HashMap<>();

	/**
	 * Prepares a run.
	 * @param folder with the routes
	 * @param settings makes the settings of a start with those of a sample
	 */
	public SampleRun(Path folder, Function<Map<String, String>, ConfigurableEnvironment> settings) {
		this.folder = folder;
		this.text = RoutesText.read(folder);
		this.settings = settings;
	}

	/**
	 * The result of a sample.
	 *
	 * @param name the file's, without {@code .json}
	 * @param expected whether there is a file with its expected effects
	 * @param problems what is not as expected; empty if all is well
	 * @param tookMs how long it took, in milliseconds
	 */
	public record Outcome(String name, boolean expected, List<String> problems, long tookMs) {
	}

	/**
	 * The samples.
	 * @return their files, in order
	 * @throws IOException if the folder cannot be read
	 */
	public List<Path> samples() throws IOException {
		Path samples = this.folder.resolve("samples");
		if (!Files.isDirectory(samples)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(samples)) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	/**
	 * Files with expected effects that have no sample: nothing compares them.
	 * @return each as a failed outcome, in order
	 */
	public List<Outcome> alone() {
		return ExpectedEffects.alone(this.folder.resolve("samples"));
	}

	/**
	 * Tests one.
	 * @param sample its file
	 * @return never null
	 * @throws Exception if the folder cannot be loaded
	 */
	public Outcome test(Path sample) throws Exception {
		long begun = System.nanoTime();
		Path file = expectation(sample);
		boolean there = Files.exists(file);
		List<String> problems = new ArrayList<>();
		try {
			ExpectedEffects.check(file);
			Expectation expectation = Expectation.of(file);
			Map<String, Object> done = done(sample, expectation);
			String route = route(sample);
			if (done.get(Expectation.DELIVERIES) instanceof List<?> deliveries && !deliveries.contains(route)
					&& (there || !deliveries.equals(List.of(RouteNames.UNROUTED)))) {
				problems.add(ExpectedEffects.elsewhere(route, deliveries.stream().map(String::valueOf).toList()));
			}
			if (there) {
				problems.addAll(ExpectedEffects.compare(expectation, done));
			}
		}
		catch (IllegalArgumentException ex) {
			problems.add(String.valueOf(ex.getMessage()));
		}
		return new Outcome(name(sample), there, problems, (System.nanoTime() - begun) / 1_000_000);
	}

	/**
	 * Why a sample is not one of its route.
	 * @param sample its file
	 * @return a sentence without its end, or null where a rule sends it to its route
	 * @throws Exception if the folder cannot be loaded
	 */
	public @Nullable String elsewhere(Path sample) throws Exception {
		Set<String> routes = routes(sample);
		return routes.contains(route(sample)) ? null : ExpectedEffects.elsewhere(route(sample), routes);
	}

	/**
	 * The routes to which the rules send a sample.
	 * @param sample its file
	 * @return their names, in order
	 * @throws Exception if the folder cannot be loaded
	 */
	public Set<String> routes(Path sample) throws Exception {
		return trial(Expectation.of(expectation(sample)).settings()).decide(event(sample));
	}

	/**
	 * Writes the effects of a sample into its file, if the file has none yet.
	 * @param sample its file
	 * @return whether a file was written
	 * @throws Exception if the folder cannot be loaded, or the file not written
	 */
	public boolean write(Path sample) throws Exception {
		Path file = expectation(sample);
		Expectation begun = Expectation.of(file);
		if (!begun.said().isEmpty()) {
			return false;
		}
		Map<String, Object> done = done(sample, begun);
		done.values().forEach(SampleRun::shorten);
		Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + Expectation.write(done));
		return true;
	}

	/**
	 * The answers in the file of a sample that its route does not ask for.
	 * @param sample its file, beside which is one with what is expected
	 * @return their requests in the canonical form; empty if all are used
	 * @throws Exception if the folder cannot be loaded
	 */
	public Set<String> unasked(Path sample) throws Exception {
		Expectation begun = Expectation.read(expectation(sample));
		done(sample, begun);
		return begun.answers().unaskedNames();
	}

	/**
	 * The text of such a file.
	 * @param said by its keys, such as {@code answers}
	 * @return YAML; empty if nothing is said
	 */
	public static String yaml(Map<String, Object> said) {
		return said.isEmpty() ? "" : Expectation.write(said);
	}

	/** Leaves out facts that repeat others, and headers. */
	private static void shorten(Object list) {
		for (Object each : (List<?>) list) {
			if (each instanceof Map<?, ?> facts) {
				facts.keySet().removeAll(Set.of("headers"));
				if (facts.containsKey("text")) {
					facts.keySet().removeAll(Set.of("html"));
				}
			}
		}
	}

	/** An effect as a file would have it, without empty values. */
	private Map<String, Object> done(Path sample, Expectation expectation) throws Exception {
		Event event = event(sample);
		Trial trial = trial(expectation.settings());
		Map<String, Object> done = new LinkedHashMap<>();
		Set<String> routes = trial.decide(event);
		done.put(Expectation.DELIVERIES, List.copyOf(routes));
		List<Event> events = new ArrayList<>(List.of(event));
		for (String other : expectation.gathered()) {
			events.add(event(sample.resolveSibling(other + ".json")));
		}
		for (Effect effect : trial.effects(events, route(sample), expectation.answers())) {
			@SuppressWarnings("unchecked")
			List<Object> list = (List<Object>) done.computeIfAbsent(Expectation.LISTS.get(effect.kind()),
					(each) -> new ArrayList<>());
			list.add(ExpectedEffects.facts(effect, this.text));
		}
		return done;
	}

	/** As it would come in. */
	static Event event(Path sample) throws IOException {
		Event event = EventReader.read(Files.readAllBytes(sample), RECEIVED);
		if (event.status() != EventStatus.ACCEPTED) {
			throw new IllegalArgumentException("it would be in quarantine: " + event.reason());
		}
		return event;
	}

	private Trial trial(Map<String, String> settings) throws Exception {
		Trial known = this.trials.get(settings);
		if (known == null) {
			List<String> files = new DryRun.State(this.folder, this.text).routes();
			ConfigurableEnvironment environment = this.settings.apply(settings);
			ExpectedEffects.check(settings, environment);
			known = Trial.of(this.folder, files, environment);
			this.trials.put(settings, known);
		}
		return known;
	}

	private static String name(Path sample) {
		return sample.getFileName().toString().replaceFirst("\\.json$", "");
	}

	private static String route(Path sample) {
		return name(sample).replaceFirst("\\..*", "");
	}

	private static Path expectation(Path sample) {
		return sample.resolveSibling(name(sample) + EXPECTED);
	}

	@Override
	public void close() {
		this.trials.values().forEach(Trial::close);
	}

}
