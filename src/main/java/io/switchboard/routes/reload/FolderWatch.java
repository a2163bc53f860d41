package io.switchboard.routes.reload;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.RoutesSource;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.RoutesText.Stamp;
import io.switchboard.store.PacedJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the folder {@code routes}. A change is complete when two looks in a row find
 * the same, because an editor may write in two steps, and a {@code git pull} file by
 * file. It polls the folder, because a mounted folder sends no notices of the file
 * system. The application's Camel context must not be injected here: Spring would start
 * it with this bean, before it has routes.
 */
@Component
class FolderWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

	private static final Duration PACE = Duration.ofMillis(400);

	/** How long a stop waits for a change that is being loaded. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** The phase of the stop. Camel's own is one higher. */
	private static final int AFTER_CAMEL = Integer.MAX_VALUE - 2050;

	private final RoutesSettings settings;

	private final RoutesSource source;

	private final Reload reload;

	private final Generations generations;

	private final PacedJob job = new PacedJob("routes-reload", PACE, PATIENCE, this::tick);

	/** The stamps of all files at the last look. */
	private Set<Stamp> stamps = Set.of();

	/** The stamps of the files that count, when the folder was last read. */
	private Set<Stamp> counted = Set.of();

	private final Settling settling = new Settling(System::nanoTime);

	/** Whether the folder could not be read at the last look. */
	private boolean isAway;

	/** The failure that is already in the log. */
	private @Nullable String failure;

	FolderWatch(RoutesSettings settings, RoutesSource source, Reload reload, Generations generations) {
		this.settings = settings;
		this.source = source;
		this.reload = reload;
		this.generations = generations;
	}

	@Override
	public void start() {
		this.job.start();
	}

	@Override
	public void stop() {
		this.job.stop();
		this.generations.close();
	}

	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

	@Override
	public int getPhase() {
		return AFTER_CAMEL;
	}

	private void tick() {
		try {
			if (!this.generations.begin()) {
				return;
			}
			if (this.settings.reload() != RoutesSettings.Reload.OFF) {
				look();
			}
			this.generations.retire();
			this.failure = null;
		}
		catch (Exception | LinkageError ex) {
			if (!ex.toString().equals(this.failure)) {
				log.warn("routes: the folder {} cannot be read, and the routes that run go on: {}", this.settings.dir(),
						ex.toString());
			}
			this.failure = ex.toString();
		}
	}

	/**
	 * Reads the folder only if the size or time of a file has changed. Any work without a
	 * change would cost CPU for as long as Switchboard runs.
	 */
	void look() {
		Path folder = this.source.folder();
		Set<Stamp> stamps = stamps(folder);
		boolean mustLook = this.settling.isPending() || this.reload.isUnread();
		if (stamps == null || (stamps.equals(this.stamps) && !mustLook)) {
			return;
		}
		this.stamps = stamps;
		Set<Stamp> counted = stamps.stream().filter((each) -> each.counts(folder)).collect(Collectors.toSet());
		if (counted.equals(this.counted) && !mustLook) {
			return;
		}
		this.counted = counted;
		RoutesText text = RoutesText.read(folder);
		if (this.reload.isSeen(text)) {
			this.settling.forget();
		}
		else if (this.settling.isComplete(text.revision())) {
			this.reload.change(text);
		}
	}

	/**
	 * Null if the folder cannot be read. That is told when it is so twice in a row,
	 * because a deployment may replace the folder in two steps.
	 */
	private @Nullable Set<Stamp> stamps(Path folder) {
		try {
			Set<Stamp> stamps = RoutesText.stamps(folder);
			this.isAway = false;
			return stamps;
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			if (this.isAway) {
				this.reload.unreadable(String.valueOf(ex.getMessage()));
			}
			this.isAway = true;
			return null;
		}
	}

}
