package io.switchboard.console.pages.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.decision.SwitchboardDecision.Decision;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.Effect;
import io.switchboard.routes.dryrun.Previews;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A test call: one of the samples, marked as a test. Without effects, the switchboard
 * decides and the routes run dry. With effects, it is posted to the webhook as VoIPstudio
 * would, and mails are sent.
 */
@Component
class TestCall {

	/** The id of a test event begins so. */
	static final String PREFIX = "test.";

	private static final String ENDING = ".json";

	private static final String NAME = "TEST CALL";

	/** Higher than all call ids of VoIPstudio. */
	private static final long FIRST_CALL = 900_000_000_000_000L;

	private final Path samples;

	private final SwitchboardDecision switchboard;

	private final Previews previews;

	private final OwnDoor door;

	private final ObjectMapper json = new ObjectMapper();

	TestCall(@Value("${routes.dir}") String dir, SwitchboardDecision switchboard, Previews previews, OwnDoor door) {
		this.samples = Path.of(dir, "samples");
		this.switchboard = switchboard;
		this.previews = previews;
		this.door = door;
	}

	/**
	 * The effects of a route.
	 *
	 * @param route its id
	 * @param effects in order
	 * @param problem why it cannot be said, or null
	 */
	public record Would(String route, List<Effect> effects, @Nullable String problem) {
	}

	/**
	 * The result of a test without effects.
	 *
	 * @param sample its sample
	 * @param problem why there is no decision, or null
	 * @param routes the routes to which it would go
	 */
	public record Tried(String sample, @Nullable String problem, List<Would> routes) {
	}

	/** The samples of VoIPstudio's own events, without a case, in alphabetical order. */
	List<String> samples() {
		if (!Files.isDirectory(this.samples)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.samples)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(ENDING) && name.indexOf('.') == name.length() - ENDING.length())
				.map((name) -> name.substring(0, name.length() - ENDING.length()))
				.filter(this::isOfThePlatform)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the samples cannot be listed", ex);
		}
	}

	private boolean isOfThePlatform(String sample) {
		try {
			String name = this.json.readTree(this.samples.resolve(sample + ENDING).toFile())
				.path("event_name")
				.asText();
			return EventsToTick.NAMES.contains(name);
		}
		catch (IOException ex) {
			// `check` reports what is wrong with it
			return false;
		}
	}

	/**
	 * Decides, and runs the routes dry. Nothing is stored, sent or written.
	 * @param sample one of the samples
	 */
	Tried dry(String sample) throws IOException, SQLException {
		Decision decision = this.switchboard.decide(this.json.writeValueAsBytes(event(sample)));
		List<Would> would = new ArrayList<>();
		for (String route : decision.routes()) {
			try {
				would.add(this.previews.of(route, decision.event())
					.map((preview) -> new Would(route, preview.effects(),
							(preview.problem() != null) ? preview.problem().message() : null))
					.orElse(new Would(route, List.of(), "The folder has no such route.")));
			}
			catch (DryRuns.UnusableException ex) {
				would.add(new Would(route, List.of(), ex.getMessage()));
			}
		}
		return new Tried(sample, decision.problem(), would);
	}

	/**
	 * Posts it to the webhook.
	 * @param sample one of the samples
	 * @return the id of the event
	 * @throws IOException if the door does not accept it, with one sentence
	 */
	String real(String sample) throws IOException, InterruptedException {
		ObjectNode event = event(sample);
		OwnDoor.Answer answer = this.door.post(this.json.writeValueAsBytes(event));
		if (answer.status() != 200) {
			throw new IOException("%s… answered %d: %s".formatted(this.door.address(), answer.status(), answer.text()));
		}
		return event.path("id").asText();
	}

	/** The sample with the present time and a call id of its own. */
	private ObjectNode event(String sample) throws IOException {
		if (!samples().contains(sample)) {
			throw new IOException("There is no sample %s.".formatted(sample));
		}
		ObjectNode event = (ObjectNode) this.json.readTree(this.samples.resolve(sample + ENDING).toFile());
		Instant now = Instant.now();
		event.put("id", PREFIX + UUID.randomUUID());
		event.put("event_time", PlatformTime.format(now));
		if (event.has("call_id")) {
			long call = FIRST_CALL + ThreadLocalRandom.current().nextInt();
			event.put("call_id", call);
			event.put("root_call_id", call);
		}
		for (String time : List.of("start_time", "connected_at")) {
			if (event.path(time).isTextual()) {
				event.put(time, PlatformTime.format(now.minusSeconds(60)));
			}
		}
		for (String text : List.of("src_name", "text")) {
			if (event.has(text)) {
				event.put(text, NAME);
			}
		}
		return event;
	}

}
