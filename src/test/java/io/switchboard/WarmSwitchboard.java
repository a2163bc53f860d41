package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Switchboard in this JVM, for tests that kill no process: its classes are loaded, so
 * it starts in a third of the time.
 */
final class WarmSwitchboard implements RunningSwitchboard {

	private final ThreadGroup threads;

	private final Path log;

	private final int port;

	private ConfigurableApplicationContext context;

	private volatile boolean alive = true;

	private WarmSwitchboard(Path folder, int port) {
		this.log = ChildSwitchboard.newLog(folder);
		this.threads = new ThreadGroup(WarmStart.GROUP + this.log);
		this.port = port;
	}

	/**
	 * Starts with this project's routes and with data below the folder, and waits until
	 * it is ready.
	 */
	static WarmSwitchboard start(Path folder, Map<String, String> environment, String... settings) {
		return start(folder, environment, ChildSwitchboard.settings(folder, settings));
	}

	/** Starts with the routes for the events of {@link Senders}. */
	static WarmSwitchboard startFew(Path folder, String... settings) {
		List<String> all = ChildSwitchboard.settings(folder, settings);
		all.add("--routes.dir=" + FewRoutes.forSenders(folder));
		return start(folder, Client.SECRETS, all);
	}

	/** Starts with the routes and data of the folder. */
	static WarmSwitchboard startIn(Path folder, Map<String, String> environment, String... settings) {
		List<String> all = new ArrayList<>(
				List.of("--routes.dir=" + folder.resolve("routes"), "--data.dir=" + folder.resolve("data")));
		all.addAll(List.of(settings));
		return start(folder, environment, all);
	}

	private static WarmSwitchboard start(Path folder, Map<String, String> environment, List<String> settings) {
		WarmSwitchboard started = new WarmSwitchboard(folder, FreePort.next());
		try {
			started.run(environment, settings);
			return started;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(started.output(), ex);
		}
	}

	/** The log of a start that fails. */
	static String failure(Path folder, Map<String, String> environment, String... settings) {
		WarmSwitchboard failed = new WarmSwitchboard(folder, FreePort.next());
		try {
			failed.run(environment, ChildSwitchboard.settings(folder, settings));
		}
		catch (ExecutionException ex) {
			return failed.output();
		}
		failed.close();
		throw new AssertionError("it started: " + failed.output());
	}

	private void run(Map<String, String> environment, List<String> settings) throws ExecutionException {
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + this.port));
		arguments.addAll(settings);
		this.context = among(() -> WarmStart.start(arguments.toArray(String[]::new), environment, this.log));
	}

	/**
	 * Runs on a thread of its own, so that the threads that it makes are in its group
	 * too.
	 */
	private <T> T among(Callable<T> action) throws ExecutionException {
		FutureTask<T> task = new FutureTask<>(action);
		Thread thread = new Thread(this.threads, task);
		thread.start();
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public boolean isAlive() {
		return this.alive && this.context.isActive();
	}

	@Override
	public String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Stops it as SIGTERM does. */
	@Override
	public void close() {
		this.alive = false;
		try {
			among(() -> {
				this.context.close();
				WarmStart.ended(this.log);
				return null;
			});
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(output(), ex);
		}
	}

}
