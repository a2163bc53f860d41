package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/** A Switchboard in a JVM of its own, which can be killed. */
final class ChildSwitchboard implements RunningSwitchboard {

	static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final Set<Path> LOGS = ConcurrentHashMap.newKeySet();

	private final Process process;

	private final Path log;

	private final int port;

	private ChildSwitchboard(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	/** With this project's routes, and its data below the folder. */
	static ChildSwitchboard launch(Path folder, Map<String, String> environment, String... settings) {
		return start(folder, Path.of("").toAbsolutePath(), environment, settings(folder, settings));
	}

	/** With a few of this project's routes, those for the events of {@link Senders}. */
	static ChildSwitchboard launchFew(Path folder, String... settings) {
		List<String> all = settings(folder, settings);
		all.add("--routes.dir=" + FewRoutes.forSenders(folder));
		return start(folder, Path.of("").toAbsolutePath(), Client.SECRETS, all);
	}

	/** Starts it again at the same port. */
	static ChildSwitchboard launchOn(int port, Path folder, Map<String, String> environment, String... settings) {
		return start(port, folder, Path.of("").toAbsolutePath(), environment, settings(folder, settings));
	}

	/** The arguments: the folder of its data, and further settings. */
	static List<String> settings(Path folder, String... settings) {
		// these tests count deliveries, so there is no CRM and no wait for records
		List<String> all = new ArrayList<>(List.of("--data.dir=" + folder.resolve("data"), "--crm.url=",
				"--alerts.channels=", "--voipstudio.api.record-wait=0s", "--voipstudio.api.recording-wait=0s",
				"--queue-missed-call-to-email.record-wait=0s", "--reconciliation.every=0"));
		// one that is said twice would be a list
		all.removeIf((each) -> Arrays.stream(settings)
			.anyMatch((said) -> said.startsWith(each.substring(0, each.indexOf('=') + 1))));
		all.addAll(Arrays.asList(settings));
		return all;
	}

	/** In a folder that has routes of its own, and no application.yaml. */
	static ChildSwitchboard launchIn(Path folder, Map<String, String> environment, String... settings) {
		return start(folder, folder, environment, Arrays.asList(settings));
	}

	private static ChildSwitchboard start(Path folder, Path directory, Map<String, String> environment,
			List<String> settings) {
		return start(FreePort.next(), folder, directory, environment, settings);
	}

	private static ChildSwitchboard start(int port, Path folder, Path directory, Map<String, String> environment,
			List<String> settings) {
		try {
			Path log = newLog(folder);
			List<String> command = new ArrayList<>(
					List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
			command.addAll(ClassData.arguments());
			command.addAll(List.of("-cp", ClassData.classPath(), SwitchboardApplication.class.getName(),
					"--server.port=" + port));
			command.addAll(settings);
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			return new ChildSwitchboard(builder.start(), log, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where one of them logs, in this JVM or in another. */
	static Path newLog(Path folder) {
		Path log = folder.resolve("log-" + System.nanoTime() + ".txt");
		LOGS.add(log);
		return log;
	}

	/** Waits for the last line of the start. */
	ChildSwitchboard awaitReady() {
		await().atMost(Duration.ofMinutes(3)).until(() -> output().contains("  look ") || !this.process.isAlive());
		if (!this.process.isAlive()) {
			throw new IllegalStateException(output());
		}
		return this;
	}

	/** What it printed, once it has ended by itself. */
	String awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(3, TimeUnit.MINUTES)) {
			throw new IllegalStateException("still running: " + output());
		}
		return output();
	}

	int exitValue() {
		return this.process.exitValue();
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

	/** Of all that were started in this JVM; those of tests that are over may be gone. */
	static Set<Path> logs() {
		return LOGS;
	}

	@Override
	public int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** SIGKILL: no hook runs. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** SIGSTOP: it does nothing more, and does not know. */
	void freeze() throws IOException, InterruptedException {
		signal("-STOP");
	}

	/** SIGCONT. */
	void thaw() throws IOException, InterruptedException {
		signal("-CONT");
	}

	private void signal(String name) throws IOException, InterruptedException {
		if (new ProcessBuilder("kill", name, Long.toString(pid())).inheritIO().start().waitFor() != 0) {
			throw new IllegalStateException("kill " + name + " failed");
		}
	}

	/** SIGTERM. */
	void terminate() {
		this.process.destroy();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/** Without the test classes, which the application would scan. */
	static String classPath() {
		String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(path.split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
