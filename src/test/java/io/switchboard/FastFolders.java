package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * Temporary folders, in memory where Linux has room. A copy of {@code routes} on a disk
 * costs fifteen times as much, and tests make hundreds.
 */
public final class FastFolders implements TempDirFactory {

	private static final Path MEMORY = Path.of("/dev/shm");

	private static final long ENOUGH_BYTES = 4L << 30;

	private static final String OURS = "switchboard-tests-";

	private static final Path BASE = base();

	/** A new folder, for code that is not a test. */
	public static Path create(String name) {
		try {
			return Files.createTempDirectory(BASE, name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) {
		return create("junit");
	}

	private static Path base() {
		try {
			Path base;
			if (Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES) {
				deleteThoseOfTheDead();
				base = Files.createDirectory(MEMORY.resolve(OURS + ProcessHandle.current().pid()));
			}
			else {
				base = Files.createTempDirectory(OURS);
			}
			// once all Switchboards of this JVM have ended
			SpringApplication.getShutdownHandlers().add(() -> delete(base));
			return base.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of test runs that were killed. */
	private static void deleteThoseOfTheDead() throws IOException {
		try (Stream<Path> folders = Files.list(MEMORY)) {
			List<Path> dead = folders.filter((each) -> each.getFileName().toString().matches(OURS + "\\d+"))
				.filter((each) -> ProcessHandle
					.of(Long.parseLong(each.getFileName().toString().substring(OURS.length())))
					.isEmpty())
				.toList();
			dead.forEach(FastFolders::delete);
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			// somebody still writes there, or it is another's: the next run tries again
		}
	}

}
