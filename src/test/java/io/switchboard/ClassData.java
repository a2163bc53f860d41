package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class data archive that all Switchboards in JVMs of their own share. It holds the
 * loaded and verified classes of the libraries and of Switchboard. The first start makes
 * it; it is valid until a class changes.
 */
final class ClassData {

	private static final List<String> PATH = List.of(ChildSwitchboard.classPath().split(File.pathSeparator));

	private static final Path FOLDER = Path.of("target", "class-data").toAbsolutePath();

	private static final String NAME = name();

	/** An archive works with jars, not with folders. */
	private static final String JARS = String.join(File.pathSeparator,
			Stream.concat(PATH.stream().filter((entry) -> entry.endsWith(".jar")), Stream.of(file(".jar").toString()))
				.toList());

	static {
		make();
	}

	private ClassData() {
	}

	static List<String> arguments() {
		return List.of("-XX:SharedArchiveFile=" + file(".jsa"), "-Xlog:disable", "-Xlog:all=error:stderr");
	}

	static String classPath() {
		return JARS;
	}

	private static Path file(String suffix) {
		return FOLDER.resolve(NAME + suffix);
	}

	private static List<Path> folders() {
		return PATH.stream().filter((entry) -> !entry.endsWith(".jar")).map(Path::of).toList();
	}

	private static Stream<Path> content(Path folder) {
		try {
			return Files.walk(folder).sorted();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Its name changes with the classes. */
	private static String name() {
		StringBuilder all = new StringBuilder(System.getProperty("java.vm.version")).append(PATH);
		folders().stream().flatMap(ClassData::content).forEach((file) -> {
			try {
				all.append(file).append(Files.getLastModifiedTime(file));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static void make() {
		try {
			if (!Files.exists(file(".jsa"))) {
				Files.createDirectories(FOLDER);
				makeJar();
				makeArchive();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void makeJar() throws IOException {
		try (OutputStream file = Files.newOutputStream(file(".jar")); JarOutputStream jar = new JarOutputStream(file)) {
			jar.setLevel(0);
			for (Path folder : folders()) {
				for (Path each : content(folder).skip(1).toList()) {
					String name = folder.relativize(each).toString().replace(File.separatorChar, '/');
					boolean leaf = Files.isRegularFile(each);
					jar.putNextEntry(new JarEntry(leaf ? name : name + "/"));
					if (leaf) {
						Files.copy(each, jar);
					}
				}
			}
		}
	}

	/** A start that stops by itself and writes the archive. */
	private static void makeArchive() throws IOException, InterruptedException {
		Path made = file("." + ProcessHandle.current().pid());
		List<String> command = new ArrayList<>(List.of(ChildSwitchboard.JAVA, "-XX:ArchiveClassesAtExit=" + made,
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", JARS, SwitchboardApplication.class.getName(),
				"--server.port=0", "--exit-when-ready=true"));
		Path data = Files.createTempDirectory(FOLDER, "data");
		command.addAll(ChildSwitchboard.settings(data, "--routes.dir=" + FewRoutes.forSenders(data)));
		Path log = FOLDER.resolve("log.txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(Map.of("WEBHOOK_KEY", Client.KEY, "API_TOKEN", Client.TOKEN));
		if (builder.start().waitFor() != 0) {
			throw new IllegalStateException(Files.readString(log));
		}
		Files.move(made, file(".jsa"));
	}

}
