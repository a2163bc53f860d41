package io.switchboard.voipstudio.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * A cache of the audio to which people listened lately, because a player asks for it
 * piece by piece. It has a few files for a short time; archiving is up to the routes.
 */
@Component
class ListenedAudio {

	private static final Logger log = LoggerFactory.getLogger(ListenedAudio.class);

	private static final String NAME = "listened";

	private static final int FILES = 20;

	private static final Duration AGE = Duration.ofHours(1);

	private final Path archive;

	private final Path folder;

	ListenedAudio(AudioFiles audio) {
		this.archive = audio.folder();
		this.folder = audio.folder().resolve(NAME);
		forget(0);
	}

	/** The name of a recording's file beneath the recordings. */
	String name(long recordingId) {
		return "%s/%d.mp3".formatted(NAME, recordingId);
	}

	/**
	 * The file that a route archived under the usual name
	 * ({@code <year>/<month>/<call_id>-<id>.mp3}). Files with other names are not looked
	 * for.
	 */
	Optional<Path> archived(long recordingId) throws IOException {
		if (!Files.isDirectory(this.archive)) {
			return Optional.empty();
		}
		String name = "\\d{4}/\\d{2}/\\d+-%d\\.mp3".formatted(recordingId);
		try (Stream<Path> files = Files.find(this.archive, 3, (file, facts) -> facts.isRegularFile()
				&& this.archive.relativize(file).toString().replace('\\', '/').matches(name))) {
			return files.findFirst();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Keeps the audio that was just fetched, and deletes older files.
	 * @throws ApiFailure if there is nothing in it
	 */
	Path keep(long recordingId) throws ApiFailure, IOException {
		Path file = this.folder.resolve(recordingId + ".mp3");
		if (Files.size(file) == 0) {
			Files.delete(file);
			throw new ApiFailure("GET monitors", 200,
					"GET monitors/%d.mp3: the answer was empty".formatted(recordingId), null);
		}
		Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
		forget(FILES);
		return file;
	}

	/** Somebody who reads a file that is deleted can read it to its end. */
	private void forget(int most) {
		if (!Files.isDirectory(this.folder)) {
			return;
		}
		long oldest = System.currentTimeMillis() - AGE.toMillis();
		try (Stream<Path> files = Files.list(this.folder)) {
			List<Path> newest = files.sorted(Comparator.comparingLong(ListenedAudio::time).reversed()).toList();
			for (int i = 0; i < newest.size(); i++) {
				if (i >= most || time(newest.get(i)) < oldest) {
					Files.deleteIfExists(newest.get(i));
				}
			}
		}
		catch (IOException ex) {
			log.warn("{} is not cleared: {}", this.folder, ex.getClass().getSimpleName());
		}
	}

	private static long time(Path file) {
		return file.toFile().lastModified();
	}

}
