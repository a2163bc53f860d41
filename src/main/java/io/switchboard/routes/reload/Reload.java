package io.switchboard.routes.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.Finding;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.Severity;
import org.apache.camel.FailedToCreateRouteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Loads a change of the folder {@code routes} while everything runs: all files of one
 * moment together, checked before anything is replaced. A change that cannot work leaves
 * what runs as it is.
 */
@Component
public class Reload {

	private static final Logger log = LoggerFactory.getLogger(Reload.class);

	private final RoutesSettings settings;

	private final FolderCheck check;

	private final Generations generations;

	private final FolderCopies copies;

	private final MeterRegistry meters;

	private final ApplicationEventPublisher events;

	private volatile ReloadState state;

	/** What was looked at last, whether it was loaded or not. */
	private String seen;

	private RoutesText loaded;

	Reload(RoutesSettings settings, FolderCheck check, Generations generations, FolderCopies copies,
			FolderAtStart atStart, MeterRegistry meters, ApplicationEventPublisher events) {
		this.settings = settings;
		this.check = check;
		this.generations = generations;
		this.copies = copies;
		this.meters = meters;
		this.events = events;
		this.loaded = atStart.text();
		this.seen = this.loaded.revision();
		this.state = new ReloadState(settings.reload().toString(), this.seen, Instant.now(), null, List.of());
		meters.gauge("switchboard.routes.rejected", this, (self) -> self.state.isBroken() ? 1 : 0);
	}

	/**
	 * What runs, and what is wrong with the folder.
	 * @return never null
	 */
	public ReloadState state() {
		return this.state;
	}

	/**
	 * Reads the folder and loads it if it differs from what runs, whatever
	 * {@code routes.reload} says; with {@code check-only} it is only checked.
	 * @return what runs after that
	 */
	public ReloadState now() {
		change(RoutesText.read(this.settings.dir()));
		return this.state;
	}

	/** Whether a state of the folder was looked at already. */
	synchronized boolean isSeen(RoutesText text) {
		return text.revision().equals(this.seen);
	}

	/** Loads a state of the folder, or says why not. */
	synchronized void change(RoutesText text) {
		if (!this.generations.begin()) {
			throw new IllegalStateException("the routes are being started");
		}
		String revision = text.revision();
		this.seen = revision;
		if (revision.equals(this.state.revision())) {
			if (this.state.isBroken()) {
				log.info("routes: the files are again what runs, revision {}", revision);
			}
			this.state = new ReloadState(this.state.mode(), revision, this.state.loadedAt(), null, List.of());
			return;
		}
		TreeSet<String> files = text.changes(this.loaded);
		try {
			List<String> problems = problems(text);
			if (!problems.isEmpty()) {
				reject(revision, problems);
				this.events.publishEvent(this.state);
				return;
			}
			if (this.settings.reload() == RoutesSettings.Reload.CHECK_ONLY) {
				this.state = new ReloadState(this.state.mode(), this.state.revision(), this.state.loadedAt(), revision,
						List.of());
				log.info("routes: revision {} is in order, and is not loaded (routes.reload: check-only). Files: {}",
						revision, String.join(", ", files));
				this.events.publishEvent(this.state);
				return;
			}
			Set<String> changed = this.generations.load(text);
			this.loaded = text;
			this.state = new ReloadState(this.state.mode(), revision, Instant.now(), null, List.of());
			this.meters.counter("switchboard.routes.reloads", "outcome", "loaded").increment();
			log.info("routes: revision {} is loaded. Files: {}. Routes: {}", revision, String.join(", ", files),
					changed.isEmpty() ? "none changed" : String.join(", ", new TreeSet<>(changed)));
		}
		catch (Exception | LinkageError ex) {
			log.debug("routes: revision {} cannot be loaded", revision, ex);
			reject(revision, List.of(this.copies.original(reason(ex))));
		}
		this.events.publishEvent(this.state);
	}

	/** What cannot work, by the same check as at the start; warnings go to the log. */
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

	/**
	 * Camel's own message repeats the whole route: the reason behind it is what counts.
	 */
	private static String reason(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String route = (failure instanceof FailedToCreateRouteException failed) ? "route " + failed.getRouteId() + ": "
				: "";
		return route + ((root.getMessage() != null) ? root.getMessage() : root.toString());
	}

	private void reject(String revision, List<String> problems) {
		this.state = new ReloadState(this.state.mode(), this.state.revision(), this.state.loadedAt(), revision,
				problems);
		this.meters.counter("switchboard.routes.reloads", "outcome", "rejected").increment();
		log.error("routes: the change is not loaded, and what ran goes on running");
		problems.forEach((problem) -> log.error("routes: {}", problem));
	}

}
