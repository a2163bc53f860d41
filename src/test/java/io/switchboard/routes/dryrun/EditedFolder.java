package io.switchboard.routes.dryrun;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

import io.switchboard.routes.RoutesText;

/** An edited copy of the folder; the folder on the disk stays unchanged. */
public final class EditedFolder {

	private EditedFolder() {
	}

	static RoutesText with(String file, String from, String to) {
		RoutesText text = RoutesText.read(Path.of("routes"));
		SortedMap<String, byte[]> files = new TreeMap<>(text.files());
		String after = text.text(file).replace(from, to);
		if (after.equals(text.text(file))) {
			throw new IllegalArgumentException("the edit changes nothing");
		}
		files.put(file, after.getBytes(StandardCharsets.UTF_8));
		return new RoutesText(files);
	}

	/** A dry run of it. */
	public static void start(DryRuns dryRuns, String file, String from, String to) {
		dryRuns.start(() -> with(file, from, to), Instant.now().minus(Duration.ofHours(1)), 1000);
	}

}
