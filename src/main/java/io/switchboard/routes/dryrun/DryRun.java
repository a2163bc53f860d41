package io.switchboard.routes.dryrun;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.answers.Answer;
import io.switchboard.delivery.table.AnswerTable;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.AcceptedEvents;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.finding.UnusableFolderException;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Runs stored events through two states of the folder, and reports the differences.
 * Nothing leaves the machine, and nothing is written.
 */
public final class DryRun {

	/** The most events that a dry run tries. */
	public static final int MOST = 1_000_000;

	/** How many are read at once. */
	private static final int PAGE = 2000;

	/** How many a thread tries at once. */
	private static final int PART = 250;

	private final ConfigurableEnvironment environment;

	private final FolderCheck check;

	private final Store store;

	private final int threads;

	/**
	 * Makes one.
	 * @param environment with all sources of settings
	 * @param check finds what cannot work
	 * @param store where events are read
	 * @param threads how many events are tried at once
	 */
	public DryRun(ConfigurableEnvironment environment, FolderCheck check, Store store, int threads) {
		this.environment = environment;
		this.check = check;
		this.store = store;
		this.threads = threads;
	}

	/** Gives read-only connections. */
	@FunctionalInterface
	public interface Store {

		/**
		 * A connection, which the caller closes.
		 * @return never null
		 * @throws SQLException if there is none
		 */
		Connection connection() throws SQLException;

	}

	/** Hears of the progress. */
	@FunctionalInterface
	public interface Progress {

		/**
		 * Is called now and then, from any thread.
		 * @param done how many events were tried
		 * @param all how many there are
		 */
		void at(long done, long all);

	}

	/**
	 * One state of the folder.
	 *
	 * @param folder has the files, which must not change meanwhile
	 * @param text the same files
	 */
	public record State(Path folder, RoutesText text) {

		/**
		 * As it is now.
		 * @param folder with the routes
		 * @return never null
		 */
		public static State of(Path folder) {
			return new State(folder, RoutesText.read(folder));
		}

		List<String> routes() {
			return this.text.files()
				.keySet()
				.stream()
				.filter((name) -> name.matches("[^/]+\\.(camel\\.yaml|java)"))
				.toList();
		}

	}

	/**
	 * Compares two states.
	 * @param now the state that runs
	 * @param edited the state that would run
	 * @param since events that came in from then on
	 * @param limit how many at most, the newest
	 * @param progress hears of the progress
	 * @return the differences
	 * @throws UnusableFolderException if a state of the folder cannot work
	 * @throws Exception if the store cannot be read
	 */
	public Report run(State now, State edited, Instant since, int limit, Progress progress) throws Exception {
		long begun = System.nanoTime();
		Set<String> files = edited.text().changes(now.text());
		require(edited);
		Differences differences = new Differences();
		long all;
		try (Connection connection = this.store.connection()) {
			all = AcceptedEvents.count(connection, since, limit + 1);
		}
		long events = Math.min(all, limit);
		List<String> java = List.of();
		if (!files.isEmpty()) {
			try (Trial old = trial(now); Trial other = trial(edited)) {
				TwoStates states = new TwoStates(old, now.text(), other, edited.text(), differences);
				events = tryAll(states, since, limit, events, progress);
				java = states.java();
			}
		}
		return new Report(since, events, all > limit, differences.different(), List.copyOf(files), java,
				differences.groups(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
	}

	private Trial trial(State state) throws Exception {
		try {
			return Trial.of(state.folder(), state.routes(), this.environment);
		}
		catch (Exception ex) {
			require(state);
			throw ex;
		}
	}

	private void require(State edited) {
		List<Finding> errors = this.check.check(edited.folder())
			.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.toList();
		if (!errors.isEmpty()) {
			throw new UnusableFolderException(errors);
		}
	}

	private long tryAll(TwoStates states, Instant since, int limit, long all, Progress progress) throws Exception {
		AtomicLong done = new AtomicLong();
		Semaphore waiting = new Semaphore(2 * this.threads);
		ExecutorService pool = Executors.newFixedThreadPool(this.threads, DryRun::thread);
		List<Future<?>> parts = new ArrayList<>();
		try {
			long before = Long.MAX_VALUE;
			boolean answered = isAnswered();
			for (int left = limit; left > 0 && before > 0;) {
				AcceptedEvents.Page page;
				try (Connection connection = this.store.connection()) {
					page = AcceptedEvents.page(connection, since, before, Math.min(PAGE, left));
				}
				left -= PAGE;
				before = page.next();
				for (int i = 0; i < page.events().size(); i += PART) {
					List<Event> part = page.events().subList(i, Math.min(i + PART, page.events().size()));
					waiting.acquire();
					Map<Long, Map<String, List<Answer>>> answers = answered ? answers(part) : Map.of();
					parts.add(pool.submit(() -> {
						try {
							part.forEach((event) -> states.compare(event, answers.getOrDefault(event.seq(), Map.of())));
							progress.at(done.addAndGet(part.size()), all);
						}
						finally {
							waiting.release();
						}
					}));
				}
			}
			for (Future<?> part : parts) {
				part.get();
			}
			return done.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("an event cannot be tried", ex.getCause());
		}
		finally {
			pool.shutdownNow();
		}
	}

	private boolean isAnswered() throws SQLException {
		try (Connection connection = this.store.connection()) {
			return AnswerTable.isAnyKept(connection);
		}
	}

	/** The answers that were recorded for some events, newest first. */
	private Map<Long, Map<String, List<Answer>>> answers(List<Event> part) throws SQLException {
		try (Connection connection = this.store.connection()) {
			return AnswerTable.ofEvents(connection, part.get(part.size() - 1).seq(), part.get(0).seq());
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "dry-run");
		thread.setDaemon(true);
		thread.setPriority(Thread.MIN_PRIORITY);
		return thread;
	}

}
