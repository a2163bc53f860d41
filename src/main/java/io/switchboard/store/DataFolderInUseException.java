package io.switchboard.store;

import java.nio.file.Path;

/** Another process has the embedded database: SQLite is one Switchboard's at a time. */
class DataFolderInUseException extends RuntimeException {

	DataFolderInUseException(Path folder) {
		super("Another Switchboard works in data.dir=%s, and SQLite is one's at a time."
			.formatted(folder.toAbsolutePath().normalize()));
	}

}
