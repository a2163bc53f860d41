package io.switchboard.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/** Says in words why a file cannot be written, and what to do. */
final class FileTrouble {

	/** What systems say, and what to do about it. */
	private static final Map<String, String> SAID = Map.of("No space left on device",
			"the disk is full; make room there", "Disk quota exceeded",
			"the quota of the user '{user}' is used up; make room there", "Read-only file system",
			"it is on a disk that is mounted read-only; mount it for writing", "Is a directory",
			"a folder has that name; remove the folder, or set another name", "File too large",
			"it may not become larger (ulimit -f); set a name with {date}, or allow larger files", "Stale file handle",
			"the network share is not there any more; mount it again");

	private FileTrouble() {
	}

	static String told(IOException failure) {
		String user = System.getProperty("user.name");
		if (failure instanceof ClosedByInterruptException || failure instanceof FileLockInterruptionException) {
			return "another program has locked it, or its disk does not answer; end that program, or look at the disk";
		}
		if (failure instanceof AccessDeniedException denied) {
			return "the user '%s' may not write to %s; give that user the right to write there".formatted(user,
					denied.getFile());
		}
		if (failure instanceof FileAlreadyExistsException exists) {
			return "%s is not a folder; remove it, or set another folder".formatted(exists.getFile());
		}
		if (failure instanceof NoSuchFileException gone) {
			return "%s is gone; make its folder, or mount it again".formatted(gone.getFile());
		}
		String reason = reason(failure);
		return SAID.getOrDefault(reason, reason).replace("{user}", user);
	}

	private static String reason(IOException failure) {
		String reason = (failure instanceof FileSystemException file) ? file.getReason() : failure.getMessage();
		return (reason != null) ? reason : failure.getClass().getSimpleName();
	}

}
