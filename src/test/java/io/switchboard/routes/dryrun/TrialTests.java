package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A route of a trial starts at its first use, in this trial only. */
class TrialTests {

	private static final int ROUTES = 6;

	private static final int THREADS = 4;

	private static ConfigurableEnvironment settings;

	private static Event event;

	@TempDir
	Path folder;

	@BeforeAll
	static void read() throws IOException {
		settings = PastEvents.settings(Map.of());
		event = EventReader.read(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
	}

	/** Each route uses a kamelet and a bean that is made with the route. */
	private Path says(String word) throws IOException {
		Path own = Files.createDirectories(this.folder.resolve(word));
		Files.writeString(Files.createDirectories(own.resolve("kamelets")).resolve("say-sink.kamelet.yaml"), """
				kind: Kamelet
				metadata: {name: say-sink}
				spec:
				  definition:
				    title: Say
				    description: Says a text
				    required: [text]
				    properties:
				      text: {type: string, description: An expression is allowed}
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				        - setBody: {simple: {expression: "%s {{text}}"}}
				        - to: {uri: "seda:said"}
				""".formatted(word));
		for (int i = 0; i < ROUTES; i++) {
			route(own, "r" + i, """
					        - to: {uri: "kamelet:say-sink", parameters: {text: "%1$s %2$d"}}
					        - to: {uri: "kamelet:say-sink", parameters: {text: "(%1$s) = %2$d"}}
					""".formatted(word, i));
		}
		return own;
	}

	private static void route(Path folder, String name, String steps) throws IOException {
		Files.writeString(folder.resolve(name + ".camel.yaml"), """
				- route:
				    id: %1$s
				    from:
				      uri: durable:%1$s
				      steps:
				""".formatted(name) + steps);
	}

	private static List<String> files(Path folder) {
		return DryRun.State.of(folder).routes();
	}

	private static List<Object> said(Trial trial, String route) {
		return trial.effects(event, route).stream().map((each) -> each.facts().get("body")).toList();
	}

	@Test
	void a_route_that_cannot_be_started_keeps_no_other_from_it() throws Exception {
		Path own = says("hello");
		route(own, "broken", "        - process: {ref: \"#class:java.net.ServerSocket\"}\n");
		try (Trial trial = Trial.of(own, files(own), settings)) {
			assertThat(said(trial, "r1")).containsExactly("hello hello 1", "hello (hello) = 1");
			assertThat(trial.file("broken")).isEqualTo("broken.camel.yaml");
			for (int i = 0; i < 2; i++) {
				assertThatIllegalStateException().isThrownBy(() -> trial.effects(event, "broken"))
					.withMessageContaining("broken");
			}
			assertThat(said(trial, "r2")).containsExactly("hello hello 2", "hello (hello) = 2");
			assertThat(trial.effects(event, "none")).isEmpty();
		}
	}

	@Test
	void two_trials_are_apart_while_several_threads_ask_for_routes_at_once() throws Exception {
		List<String> words = List.of("hello", "goodbye");
		List<Trial> trials = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(words.size() * THREADS);
		try {
			CyclicBarrier together = new CyclicBarrier(words.size() * THREADS);
			List<Future<?>> asked = new ArrayList<>();
			for (String word : words) {
				Path own = says(word);
				Trial trial = Trial.of(own, files(own), settings);
				trials.add(trial);
				for (int thread = 0; thread < THREADS; thread++) {
					int first = thread;
					asked.add(threads.submit(() -> {
						together.await();
						for (int i = 0; i < ROUTES; i++) {
							int route = (first + i) % ROUTES;
							assertThat(said(trial, "r" + route)).containsExactly(
									"%1$s %1$s %2$d".formatted(word, route),
									"%1$s (%1$s) = %2$d".formatted(word, route));
						}
						return null;
					}));
				}
			}
			for (Future<?> each : asked) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
			trials.forEach(Trial::close);
		}
	}

}
