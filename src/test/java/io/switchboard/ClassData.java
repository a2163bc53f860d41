package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The class data archive that all Switchboards in JVMs of their own share: the classes of
 * the libraries, loaded and checked once. It is made at the first start that wants it and
 * is good for as long as the libraries stay.
 */
final class ClassData {

	private static final List<String> LIBRARIES = Arrays.stream(ChildSwitchboard.classPath().split(File.pathSeparator))
		.filter((entry) -> entry.endsWith(".jar"))
		.toList();

	private static final Path ARCHIVE = archive();

	private ClassData() {
	}

	/** What java is told. */
	static List<String> arguments() {
		return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-Xlog:all=error:stderr");
	}

	/** An archive knows the order of the jars and nothing of folders, which come last. */
	static String classPath() {
		return LIBRARIES.stream().collect(Collectors.joining(File.pathSeparator)) + File.pathSeparator
				+ Arrays.stream(ChildSwitchboard.classPath().split(File.pathSeparator))
					.filter((entry) -> !entry.endsWith(".jar"))
					.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path archive() {
		String name = UUID
			.nameUUIDFromBytes((System.getProperty("java.vm.version") + LIBRARIES).getBytes(StandardCharsets.UTF_8))
			.toString();
		try {
			Path folder = Files.createDirectories(Path.of("target", "class-data").toAbsolutePath());
			Path archive = folder.resolve(name + ".jsa");
			if (!Files.exists(archive)) {
				make(folder, archive);
			}
			return archive;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void make(Path folder, Path archive) throws IOException, InterruptedException {
		Path list = folder.resolve(archive.getFileName() + ".classes");
		Path data = Files.createTempDirectory(folder, "data");
		List<String> start = new ArrayList<>(
				List.of("-XX:DumpLoadedClassList=" + list, "-XX:TieredStopAtLevel=1", "-cp", classPath(),
						SwitchboardApplication.class.getName(), "--server.port=0", "--exit-when-ready=true"));
		start.addAll(ChildSwitchboard.settings(data));
		java(folder, start);
		Path made = folder.resolve(archive.getFileName() + "." + ProcessHandle.current().pid());
		java(folder, List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + made, "-cp",
				String.join(File.pathSeparator, LIBRARIES)));
		Files.move(made, archive);
	}

	private static void java(Path folder, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(ChildSwitchboard.JAVA));
		command.addAll(arguments);
		Path log = folder.resolve("log.txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(Map.of("WEBHOOK_KEY", Client.KEY, "API_TOKEN", Client.TOKEN));
		if (builder.start().waitFor() != 0) {
			throw new IllegalStateException(Files.readString(log));
		}
	}

}
