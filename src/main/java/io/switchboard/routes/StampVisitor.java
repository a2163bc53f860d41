package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

import io.switchboard.routes.RoutesText.Stamp;

/**
 * Notes each file below a folder, and what has the name of a file that counts and is
 * none: a link that leads nowhere, a folder.
 */
final class StampVisitor extends SimpleFileVisitor<Path> {

	private final Path folder;

	private final Set<Stamp> files;

	StampVisitor(Path folder, Set<Stamp> files) {
		this.folder = folder;
		this.files = files;
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
		// further down a folder may have any name
		if (this.folder.relativize(directory).getNameCount() <= 2
				&& directory.getFileName().toString().matches(".+\\.[a-z]+")
				&& Stamp.of(directory, attributes).counts(this.folder)) {
			this.files.add(Stamp.of(directory, attributes));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
			this.files.add(Stamp.of(file, attributes));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
		// the check tells of a link that leads back
		if (ex instanceof FileSystemLoopException || ex instanceof NoSuchFileException) {
			return FileVisitResult.CONTINUE;
		}
		throw ex;
	}

}
