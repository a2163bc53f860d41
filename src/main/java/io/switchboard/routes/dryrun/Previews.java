package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.switchboard.answers.Answer;
import io.switchboard.delivery.table.AnswerTable;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSource;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.settings.Overlay;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * What a route of the folder on disk would do with one event, while somebody edits it.
 * Nothing is sent or written. One is made at a time; the folder is loaded anew once it
 * has changed.
 */
@Component
public class Previews {

	private final RoutesSource source;

	private final FolderCopies copies;

	private final FolderCheck check;

	private final DataSource store;

	private final ConfigurableEnvironment environment;

	private @Nullable Loaded loaded;

	Previews(RoutesSource source, FolderCopies copies, FolderCheck check, DataSource store,
			ConfigurableEnvironment environment) {
		this.source = source;
		this.copies = copies;
		this.check = check;
		this.store = store;
		this.environment = environment;
	}

	/** One state of the folder, ready to be tried. */
	private record Loaded(String revision, Map<String, String> settings, Path folder, Trial trial) {
	}

	/**
	 * The digest of the folder as it is now.
	 * @return the {@code revision} that a preview made now would have
	 */
	public String revision() {
		return RoutesText.read(this.source.folder()).revision();
	}

	/**
	 * Previews a stored event, with the answers that were recorded when it was delivered.
	 * @param route the route's id
	 * @param event one of the store
	 * @return empty if the folder has no such route
	 * @throws DryRuns.UnusableException if the route cannot be loaded, or the event is in
	 * quarantine; the message says why
	 * @throws SQLException if the store cannot be read
	 */
	public Optional<Preview> of(String route, Event event) throws SQLException {
		try (Connection connection = this.store.getConnection()) {
			Map<String, List<Answer>> answers = AnswerTable.ofEvents(connection, event.seq(), event.seq())
				.getOrDefault(event.seq(), Map.of());
			return of(route, event, Map.of(), GivenAnswers.recorded(route, answers));
		}
	}

	/**
	 * Previews a sample of the route, with the settings and answers of its
	 * {@code .expect.yaml}.
	 * @param route the route's id
	 * @param sample the name of the file, without {@code .json}
	 * @return empty if the folder has no such route or sample
	 * @throws DryRuns.UnusableException if the route cannot be loaded, or a file of the
	 * sample cannot be read; the message says why
	 */
	public Optional<Preview> ofSample(String route, String sample) {
		boolean named = sample.matches("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*")
				&& (sample.equals(route) || sample.startsWith(route + "."));
		if (!named) {
			return Optional.empty();
		}
		Path file = this.source.folder().resolve("samples").resolve(sample + ".json");
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		try {
			Path expected = file.resolveSibling(sample + ".expect.yaml");
			Expectation expectation = Files.exists(expected) ? Expectation.read(expected) : Expectation.NONE;
			return of(route, SampleRun.event(file), expectation.settings(), expectation.answers());
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DryRuns.UnusableException(String.valueOf(ex.getMessage()));
		}
	}

	private synchronized Optional<Preview> of(String route, Event event, Map<String, String> settings,
			GivenAnswers answers) {
		if (event.status() == EventStatus.QUARANTINED) {
			throw new DryRuns.UnusableException("the event is in quarantine and goes nowhere: " + event.reason());
		}
		RoutesText text = RoutesText.read(this.source.folder());
		Trial trial = trial(text, settings, route);
		return Optional.ofNullable(Watch.of(trial, route, text.revision(), event, answers));
	}

	private Trial trial(RoutesText text, Map<String, String> settings, String route) {
		Loaded known = this.loaded;
		if (known != null && known.revision.equals(text.revision()) && known.settings.equals(settings)
				&& has(known.trial, route)) {
			return known.trial;
		}
		close();
		try {
			Path folder = this.copies.copy(text);
			Trial trial = load(folder, text, Overlay.of(this.environment, settings), route);
			this.loaded = new Loaded(text.revision(), settings, folder, trial);
			return trial;
		}
		catch (IOException ex) {
			throw new DryRuns.UnusableException("the folder cannot be copied: " + ex.getMessage());
		}
	}

	private static boolean has(Trial trial, String route) {
		try {
			return trial.route(route) != null;
		}
		catch (IllegalStateException ex) {
			// it is loaded anew, to tell why
			return false;
		}
	}

	/** Mistakes in other routes do not count. */
	private Trial load(Path folder, RoutesText text, ConfigurableEnvironment environment, String route)
			throws IOException {
		try {
			return watched(folder, new DryRun.State(folder, text).routes(), environment, route);
		}
		catch (Exception ex) {
			String file = route + ".camel.yaml";
			try {
				return watched(folder, text.files().containsKey(file) ? List.of(file) : List.of(), environment, route);
			}
			catch (Exception alone) {
				String problem = problem(folder, alone);
				this.copies.delete(folder);
				throw new DryRuns.UnusableException(problem);
			}
		}
	}

	private static Trial watched(Path folder, List<String> files, ConfigurableEnvironment environment, String route)
			throws Exception {
		Trial trial = Trial.watched(folder, files, environment);
		try {
			trial.route(route);
			return trial;
		}
		catch (IllegalStateException ex) {
			trial.close();
			throw ex;
		}
	}

	private String problem(Path folder, Exception failure) {
		String found = this.check.check(folder)
			.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.map(Finding::toString)
			.collect(Collectors.joining("\n"));
		return this.copies.original(found.isEmpty() ? String.valueOf(failure.getMessage()) : found);
	}

	/** Closes the loaded state. */
	@PreDestroy
	synchronized void close() {
		Loaded known = this.loaded;
		this.loaded = null;
		if (known != null) {
			known.trial.close();
			try {
				this.copies.delete(known.folder);
			}
			catch (IOException ex) {
				// it is deleted with all others when the process ends
			}
		}
	}

}
