package io.switchboard.routes.dryrun;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSource;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.reload.Reload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Starts dry runs of the folder on disk against the routes that run, one at a time. */
@Component
public class DryRuns {

	private static final Logger log = LoggerFactory.getLogger(DryRuns.class);

	private final Reload reload;

	private final RoutesSource source;

	private final FolderCopies copies;

	private final DryRun dryRun;

	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile State state = State.NONE;

	DryRuns(Reload reload, RoutesSource source, FolderCopies copies, FolderCheck check, DataSource store,
			ConfigurableEnvironment environment) {
		this.reload = reload;
		this.source = source;
		this.copies = copies;
		int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		this.dryRun = new DryRun(environment, check, store::getConnection, threads);
	}

	/**
	 * The state of the latest dry run.
	 *
	 * @param underWay whether it is still under way
	 * @param done how many events were tried
	 * @param all how many there are
	 * @param report its result, or null
	 * @param problem why it has no result, or null
	 */
	public record State(boolean underWay, long done, long all, @Nullable Report report, @Nullable String problem) {

		static final State NONE = new State(false, 0, 0, null, null);

	}

	/**
	 * The state of the latest one.
	 * @return never null
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Starts a dry run, and does not wait for it.
	 * @param since events that came in from then on
	 * @param limit how many at most, the newest
	 * @throws BusyException if another is under way
	 */
	public void start(Instant since, int limit) {
		start(() -> RoutesText.read(this.source.folder()), since, limit);
	}

	/** Tries another state of the folder. */
	void start(Supplier<RoutesText> edited, Instant since, int limit) {
		begin();
		this.state = new State(true, 0, 0, null, null);
		Thread thread = new Thread(() -> {
			this.state = ended(edited, since, limit);
			this.busy.set(false);
		}, "dry-run-start");
		thread.setDaemon(true);
		thread.start();
	}

	private State ended(Supplier<RoutesText> edited, Instant since, int limit) {
		try {
			Report report = run(edited.get(), since, limit,
					(done, all) -> this.state = new State(true, done, all, null, null));
			return new State(false, report.events(), report.events(), report, null);
		}
		catch (UnusableException ex) {
			return new State(false, 0, 0, null, ex.getMessage());
		}
		catch (Exception | LinkageError ex) {
			// its message may quote an event
			log.debug("the dry run failed", ex);
			return new State(false, 0, 0, null, "It cannot go on: " + ex.getClass().getSimpleName());
		}
	}

	/** Deletes the result of the latest one. */
	public void forget() {
		if (!this.state.underWay()) {
			this.state = State.NONE;
		}
	}

	/**
	 * Runs one, and waits for it.
	 * @param since events that came in from then on
	 * @param limit how many at most, the newest
	 * @return the differences
	 * @throws UnusableException if the folder cannot work; its message says why
	 * @throws BusyException if another is under way
	 * @throws Exception if the store cannot be read
	 */
	public Report run(Instant since, int limit) throws Exception {
		return run(RoutesText.read(this.source.folder()), since, limit);
	}

	/** Tries another state of the folder. */
	Report run(RoutesText edited, Instant since, int limit) throws Exception {
		begin();
		try {
			return run(edited, since, limit, (done, all) -> {
			});
		}
		finally {
			this.busy.set(false);
		}
	}

	private void begin() {
		if (!this.busy.compareAndSet(false, true)) {
			throw new BusyException();
		}
	}

	private Report run(RoutesText edited, Instant since, int limit, DryRun.Progress progress) throws Exception {
		RoutesText now = this.reload.loaded();
		Path folder = this.copies.copy(now);
		Path other = this.copies.copy(edited);
		try {
			return this.dryRun.run(new DryRun.State(folder, now), new DryRun.State(other, edited), since, limit,
					progress);
		}
		catch (UnusableFolderException ex) {
			throw new UnusableException(this.copies.original(String.valueOf(ex.getMessage())));
		}
		finally {
			this.copies.delete(folder);
			this.copies.delete(other);
		}
	}

	/** The folder cannot work. */
	public static final class UnusableException extends RuntimeException {

		UnusableException(String message) {
			super(message);
		}

	}

	/** Another dry run is under way. */
	public static final class BusyException extends RuntimeException {

		BusyException() {
			super("a dry run is under way: try again when it is done");
		}

	}

}
