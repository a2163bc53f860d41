package io.switchboard.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only Switchboard's own user may read, because they name people.
 * A file system that has no such rights is left as it is.
 */
public final class OwnerOnly {

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

	private OwnerOnly() {
	}

	/**
	 * Makes a folder and those above it, unless they are there.
	 * @param folder the folder
	 * @throws IOException if it cannot be made
	 */
	public static void createFolders(Path folder) throws IOException {
		Path above = folder.toAbsolutePath().getParent();
		if (Files.isDirectory(folder)) {
			return;
		}
		if (above != null) {
			createFolders(above);
		}
		try {
			Files.createDirectory(folder, attributes(folder, FOLDER));
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.isDirectory(folder)) {
				throw ex;
			}
		}
	}

	/**
	 * Makes an empty file.
	 * @param file the file, which is not there
	 * @throws IOException if it cannot be made
	 */
	public static void createFile(Path file) throws IOException {
		Files.createFile(file, attributes(file, FILE));
	}

	/**
	 * The attributes of a new file.
	 * @param file its path
	 * @return empty if the file system has no owners
	 */
	public static FileAttribute<?>[] ofFile(Path file) {
		return attributes(file, FILE);
	}

	private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
		return isPosix(path) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Takes from everybody the right to read or write a file. The rights of the file's
	 * group stay.
	 * @param file the file, perhaps not there
	 * @throws IOException if it is somebody else's
	 */
	static void close(Path file) throws IOException {
		if (!Files.isRegularFile(file) || !isPosix(file)) {
			return;
		}
		Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
		if (now.contains(PosixFilePermission.OTHERS_READ) || now.contains(PosixFilePermission.OTHERS_WRITE)) {
			Files.setPosixFilePermissions(file, FILE);
		}
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
