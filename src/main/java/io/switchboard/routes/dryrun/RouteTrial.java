package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.switchboard.inbox.Event;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.reload.Reload;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Tries what a running route would do with some events. Nothing is sent or written. */
@Component
public class RouteTrial {

	private final Reload reload;

	private final FolderCopies copies;

	private final ConfigurableEnvironment environment;

	RouteTrial(Reload reload, FolderCopies copies, ConfigurableEnvironment environment) {
		this.reload = reload;
		this.copies = copies;
		this.environment = environment;
	}

	/**
	 * The effects of one event. They have personal data.
	 *
	 * @param eventId VoIPstudio's id of the event
	 * @param eventName its name, or null
	 * @param receivedAt when it came in
	 * @param effects in their order
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	public record Tried(String eventId, @Nullable String eventName, Instant receivedAt, List<Effect> effects) {
	}

	/**
	 * Tries events, one trial at a time.
	 * @param route the route's id
	 * @param events a few
	 * @return in the same order
	 * @throws IllegalStateException if the routes that run cannot be tried
	 * @throws IOException if no copy of them can be written
	 */
	public synchronized List<Tried> of(String route, List<Event> events) throws IOException {
		if (events.isEmpty()) {
			return List.of();
		}
		RoutesText loaded = this.reload.loaded();
		Path folder = this.copies.copy(loaded);
		try (Trial trial = Trial.of(folder, new DryRun.State(folder, loaded).routes(), this.environment)) {
			return events.stream()
				.map((event) -> new Tried(event.id(), event.eventName(), event.receivedAt(),
						trial.effects(event, route)))
				.toList();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the routes that run cannot be tried: " + ex.getMessage(), ex);
		}
		finally {
			this.copies.delete(folder);
		}
	}

}
