package io.switchboard.routes.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.RoutesSource;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.statement.TablesMade;
import io.switchboard.routes.check.finding.UnusableFolderException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Loads a change of the folder {@code routes} while everything runs: all files of one
 * moment together, checked before any route is replaced. A change that cannot work leaves
 * the running routes as they are.
 */
@Component
public class Reload {

	private static final Logger log = LoggerFactory.getLogger(Reload.class);

	/** In place of a revision: something in the folder cannot be read. */
	private static final String UNREAD = "";

	private final RoutesSettings settings;

	private final RoutesSource source;

	private final FolderCheck check;

	private final Generations generations;

	private final FolderCopies copies;

	private final TablesMade tables;

	private final MeterRegistry meters;

	private final ApplicationEventPublisher events;

	private volatile ReloadState state;

	/** The last state of the folder that was examined, whether it was loaded or not. */
	private String seen;

	private RoutesText loaded;

	Reload(RoutesSettings settings, RoutesSource source, FolderCheck check, Generations generations,
			FolderCopies copies, FolderAtStart atStart, TablesMade tables, MeterRegistry meters,
			ApplicationEventPublisher events) {
		this.tables = tables;
		this.settings = settings;
		this.source = source;
		this.check = check;
		this.generations = generations;
		this.copies = copies;
		this.meters = meters;
		this.events = events;
		this.loaded = atStart.text();
		this.seen = this.loaded.revision();
		this.state = new ReloadState(settings.reload().toString(), this.seen, Instant.now(), null, List.of());
		Gauge.builder("switchboard.routes.rejected", this, (self) -> self.state.isBroken() ? 1 : 0)
			.description("1 while the folder of routes has a fault, and is not loaded")
			.register(meters);
	}

	/**
	 * The state of the routes, and the problems of the folder.
	 * @return never null
	 */
	public ReloadState state() {
		return this.state;
	}

	/**
	 * Reads the folder, and loads it if it differs from the running routes, even with
	 * {@code routes.reload: off}. With {@code check-only} it is only checked.
	 * @return the state after that
	 */
	public ReloadState now() {
		try {
			change(RoutesText.read(this.source.folder()));
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			unreadable(String.valueOf(ex.getMessage()));
		}
		return this.state;
	}

	/**
	 * Says why the folder cannot be read, until it can be. A copy has no broken links.
	 */
	synchronized void unreadable(String otherwise) {
		List<String> told = FolderCheck.unread(this.source.folder()).stream().map(Finding::toString).toList();
		List<String> problems = told.isEmpty() ? List.of(otherwise + ". Check its permissions.") : told;
		this.seen = UNREAD;
		if (!problems.equals(this.state.problems())) {
			this.state = rejected(problems);
			this.events.publishEvent(this.state);
		}
	}

	/** Whether the last look found something that cannot be read. */
	synchronized boolean isUnread() {
		return this.seen.equals(UNREAD);
	}

	/**
	 * The files of the running routes.
	 * @return as they were when they were loaded
	 */
	public synchronized RoutesText loaded() {
		return this.loaded;
	}

	/** Whether a state of the folder was examined already. */
	synchronized boolean isSeen(RoutesText text) {
		return text.revision().equals(this.seen);
	}

	/** Loads a state of the folder, or says why not. */
	synchronized void change(RoutesText text) {
		if (!this.generations.begin()) {
			throw new IllegalStateException("the routes are being started");
		}
		if (!text.unread().isEmpty()) {
			unreadable(String.join(", ", text.unread()) + " cannot be read");
			return;
		}
		this.seen = text.revision();
		boolean wasBroken = this.state.isBroken();
		try {
			this.state = next(text);
		}
		catch (UnusableFolderException ex) {
			this.state = rejected(ex.findings().stream().map(Finding::toString).toList());
		}
		catch (Exception | LinkageError ex) {
			log.debug("routes: revision {} cannot be loaded", this.seen, ex);
			this.state = rejected(List.of(this.copies.original(LoadFailure.told(ex, text, this.settings.dir()))));
		}
		if (wasBroken && !this.state.isBroken()) {
			log.info("routes: the files are valid again");
		}
		this.events.publishEvent(this.state);
	}

	private ReloadState next(RoutesText text) throws Exception {
		if (this.seen.equals(this.state.revision())) {
			return inOrder(null);
		}
		List<String> problems = problems(text);
		if (!problems.isEmpty()) {
			return rejected(problems);
		}
		String files = String.join(", ", text.changes(this.loaded));
		if (this.settings.reload() == RoutesSettings.Reload.CHECK_ONLY) {
			log.info("routes: revision {} is valid, and is not loaded (routes.reload: check-only). Files: {}",
					this.seen, files);
			return inOrder(this.seen);
		}
		Set<String> changed = this.generations.load(text, () -> this.tables.make(text));
		this.loaded = text;
		count("loaded");
		log.info("routes: revision {} is loaded. Files: {}. Routes: {}", this.seen, files,
				changed.isEmpty() ? "none changed" : String.join(", ", new TreeSet<>(changed)));
		return new ReloadState(this.state.mode(), this.seen, Instant.now(), null, List.of());
	}

	private ReloadState inOrder(@Nullable String waiting) {
		return new ReloadState(this.state.mode(), this.state.revision(), this.state.loadedAt(), waiting, List.of());
	}

	private void count(String outcome) {
		Counter.builder("switchboard.routes.reloads")
			.description("Changes of the folder of routes, by their result")
			.tag("outcome", outcome)
			.register(this.meters)
			.increment();
	}

	private ReloadState rejected(List<String> problems) {
		count("rejected");
		log.error("routes: the change is not loaded, and the routes that run go on");
		problems.forEach((problem) -> log.error("routes: {}", problem));
		return new ReloadState(this.state.mode(), this.state.revision(), this.state.loadedAt(),
				isUnread() ? null : this.seen, problems);
	}

	/**
	 * Finds what cannot work, by the same check as at the start. Warnings go to the log.
	 */
	private List<String> problems(RoutesText text) throws IOException {
		Path copy = this.copies.copy(text);
		try {
			List<String> problems = new ArrayList<>();
			for (Finding finding : this.check.check(copy)) {
				String told = this.copies.original(finding.toString());
				if (finding.severity() == Severity.ERROR) {
					problems.add(told);
				}
				else if (finding.severity() == Severity.WARNING) {
					log.warn("routes: {}", told);
				}
			}
			return problems;
		}
		finally {
			this.copies.delete(copy);
		}
	}

}
