package io.switchboard.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.springframework.stereotype.Component;

/**
 * The folder {@code routes.dir} as it was at the start. Running routes read statements
 * and templates from here. So a file that is being edited has no effect before it is
 * loaded.
 */
@Component
public class FolderAtStart {

	private final RoutesText text;

	private final Path folder;

	FolderAtStart(RoutesSettings settings, FolderCopies copies) {
		this.text = RoutesText.read(settings.dir());
		try {
			this.folder = copies.copy(this.text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the folder %s cannot be copied".formatted(settings.dir()), ex);
		}
	}

	/**
	 * All files.
	 * @return never null
	 */
	public RoutesText text() {
		return this.text;
	}

	/**
	 * A copy that nobody changes.
	 * @return a folder
	 */
	public Path folder() {
		return this.folder;
	}

}
