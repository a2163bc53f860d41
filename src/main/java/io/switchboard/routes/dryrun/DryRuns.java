package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.UnusableFolderException;
import io.switchboard.routes.reload.Reload;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Dry runs of the folder as it is on disk against what runs, one at a time. */
@Component
public class DryRuns {

	private final Reload reload;

	private final RoutesSettings settings;

	private final FolderCopies copies;

	private final DryRun dryRun;

	private final ReentrantLock lock = new ReentrantLock();

	DryRuns(Reload reload, RoutesSettings settings, FolderCopies copies, FolderCheck check, DataSource store,
			ConfigurableEnvironment environment) {
		this.reload = reload;
		this.settings = settings;
		this.copies = copies;
		int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		this.dryRun = new DryRun(environment, check, store::getConnection, threads);
	}

	/**
	 * Tries the folder as it is now on disk.
	 * @param since events that came in from then on
	 * @param limit how many at most, the newest
	 * @return what would be different
	 * @throws UnusableException if the folder cannot work; its message says why
	 * @throws BusyException if another dry run is under way
	 * @throws Exception if the store cannot be read
	 */
	public Report run(Instant since, int limit) throws Exception {
		return run(RoutesText.read(this.settings.dir()), since, limit);
	}

	/** Tries another state of the folder. */
	Report run(RoutesText edited, Instant since, int limit) throws Exception {
		if (!this.lock.tryLock()) {
			throw new BusyException();
		}
		try {
			RoutesText now = this.reload.loaded();
			Path folder = this.copies.copy(now);
			Path other = this.copies.copy(edited);
			try {
				return this.dryRun.run(new DryRun.State(folder, now), new DryRun.State(other, edited), since, limit,
						(done, all) -> {
						});
			}
			finally {
				delete(folder);
				delete(other);
			}
		}
		catch (UnusableFolderException ex) {
			throw new UnusableException(this.copies.original(String.valueOf(ex.getMessage())));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void delete(Path copy) throws IOException {
		this.copies.delete(copy);
	}

	/** The folder cannot work. */
	public static final class UnusableException extends RuntimeException {

		UnusableException(String message) {
			super(message);
		}

	}

	/** One at a time is enough. */
	public static final class BusyException extends RuntimeException {

		BusyException() {
			super("a dry run is under way: try again when it is done");
		}

	}

}
