package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Copies of the folder {@code routes}, among the temporary files, until the process ends.
 */
@Component
public class FolderCopies {

	private final Path folder;

	private final Path temporary;

	FolderCopies(RoutesSettings settings) throws IOException {
		this.folder = settings.dir();
		this.temporary = Files.createTempDirectory("switchboard-routes").toRealPath();
	}

	/**
	 * Writes one.
	 * @param text the folder's files
	 * @return the copy
	 * @throws IOException if it cannot be written
	 */
	public Path copy(RoutesText text) throws IOException {
		Path copy = Files.createTempDirectory(this.temporary, text.revision() + "-");
		text.writeTo(copy);
		return copy;
	}

	/**
	 * Deletes one that nothing reads any more.
	 * @param copy what {@link #copy} returned
	 * @throws IOException if it cannot be deleted
	 */
	public void delete(Path copy) throws IOException {
		FileSystemUtils.deleteRecursively(copy);
	}

	/**
	 * Replaces the path of a copy by that of the engineer's file.
	 * @param text such as an error message
	 * @return the same with the paths that people know
	 */
	public String original(String text) {
		return text.replaceAll(Pattern.quote(this.temporary.toString()) + "[/\\\\][^/\\\\\\s:]+",
				Matcher.quoteReplacement(this.folder.toString()));
	}

	@PreDestroy
	void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.temporary);
	}

}
