package io.switchboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Whether SQLite's file is still the one that was opened. SQLite writes on to a file that
 * was removed or moved away, and all that it wrote is gone at the next start.
 */
final class OpenedFile {

	private volatile @Nullable Object opened;

	/**
	 * Looks at the file.
	 * @param connection to SQLite
	 * @throws SQLException if the file was removed, or another one has its name
	 */
	void mustBeThere(Connection connection) throws SQLException {
		Path file = SqliteFile.of(connection.getMetaData().getURL());
		if (file == null) {
			return;
		}
		Object before = this.opened;
		Object now = key(file, before);
		if (before == null) {
			this.opened = now;
		}
		else if (!before.equals(now)) {
			throw new SQLException("%s was removed or replaced while it was open; move it back, or stop Switchboard"
				.formatted(file.toAbsolutePath()));
		}
	}

	/** Null if there is no file, or the system gives files no identity. */
	private static @Nullable Object key(Path file, @Nullable Object unknown) {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			return unknown;
		}
	}

}
