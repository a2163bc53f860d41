package io.switchboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Programs that may be missing on a machine. A test that needs one is skipped; .ci/run
 * does not accept that.
 */
public final class Tools {

	private Tools() {
	}

	/** Skips the test where one of them is missing. */
	public static void assumeInstalled(String... names) {
		for (String name : names) {
			assumeThat(isInstalled(name)).as(name + " is not installed").isTrue();
		}
	}

	private static boolean isInstalled(String name) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, name)));
	}

}
