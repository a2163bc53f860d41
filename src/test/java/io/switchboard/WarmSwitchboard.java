package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/**
 * A Switchboard in this JVM, for tests that kill no process: it starts in a third of the
 * time. All of them share one class loader. The classes of the tests are not in it,
 * because the application would scan them and set up their logging again.
 */
final class WarmSwitchboard implements RunningSwitchboard {

	private static final Classes CLASSES = new Classes();

	private final ThreadGroup threads;

	private final Path log;

	private final int port;

	private AutoCloseable context;

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
		this.context = among(() -> CLASSES.start().apply(arguments.toArray(String[]::new), Map.copyOf(environment)));
	}

	/**
	 * Starts on a thread of its own, so that the threads that it makes are in its group
	 * too.
	 */
	private <T> T among(Callable<T> action) throws ExecutionException {
		FutureTask<T> task = new FutureTask<>(action);
		Thread thread = new Thread(this.threads, task);
		thread.setContextClassLoader(CLASSES);
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
		return this.alive && ((BooleanSupplier) this.context).getAsBoolean();
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
				return null;
			});
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(output(), ex);
		}
	}

	/** The libraries, Switchboard, and the one test class that starts it. */
	private static final class Classes extends URLClassLoader {

		private BiFunction<String[], Map<String, Object>, AutoCloseable> start;

		private Classes() {
			super(urls(), ClassLoader.getPlatformClassLoader());
		}

		/**
		 * Runs with this class loader as the thread's, because the logging asks for it.
		 */
		@SuppressWarnings("unchecked")
		private synchronized BiFunction<String[], Map<String, Object>, AutoCloseable> start()
				throws ReflectiveOperationException {
			if (this.start == null) {
				// a JVM has one such factory, and the Tomcat of other tests has set it
				loadClass(TomcatURLStreamHandlerFactory.class.getName()).getMethod("disable").invoke(null);
				this.start = (BiFunction<String[], Map<String, Object>, AutoCloseable>) loadClass(
						WarmStart.class.getName())
					.getConstructor()
					.newInstance();
			}
			return this.start;
		}

		/**
		 * A process may have SQLite once only: by the second, it would lose its locks on
		 * a file whenever the first closes it.
		 */
		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			return name.startsWith("org.sqlite.") ? Class.forName(name, resolve, WarmSwitchboard.class.getClassLoader())
					: super.loadClass(name, resolve);
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (!name.startsWith(WarmStart.class.getName())) {
				return super.findClass(name);
			}
			try (var file = WarmSwitchboard.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
				byte[] code = file.readAllBytes();
				return defineClass(name, code, 0, code.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

		private static URL[] urls() {
			try {
				String[] path = ChildSwitchboard.classPath().split(File.pathSeparator);
				URL[] urls = new URL[path.length];
				for (int i = 0; i < path.length; i++) {
					urls[i] = Path.of(path[i]).toUri().toURL();
				}
				return urls;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
