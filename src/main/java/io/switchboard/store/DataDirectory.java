package io.switchboard.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder {@code data.dir}: the embedded database, generated secrets, recordings. Made
 * at the start.
 */
@Component
public class DataDirectory {

	private final Path path;

	private @Nullable FileChannel claim;

	DataDirectory(@Value("${data.dir}") Path path) {
		this.path = path;
		try {
			createFolder(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"data.dir: cannot make the folder %s (%s); set data.dir to a folder this user may write to"
						.formatted(path.toAbsolutePath(), ex),
					ex);
		}
	}

	/**
	 * For its owner only: what is in it names people. A folder that is there already is
	 * left as it is.
	 */
	private static void createFolder(Path path) throws IOException {
		if (Files.isDirectory(path)) {
			return;
		}
		if (path.toAbsolutePath().getParent() != null) {
			Files.createDirectories(path.toAbsolutePath().getParent());
		}
		if (isPosix(path)) {
			Files.createDirectory(path,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		else {
			Files.createDirectory(path);
		}
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * Where the data lies.
	 * @return the folder, which exists
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Claims the folder for this process, until it ends, however it ends.
	 * @throws UnusableStoreException if another has claimed it
	 */
	void claim() {
		try {
			FileChannel channel = FileChannel.open(this.path.resolve("switchboard.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!isLocked(channel)) {
				channel.close();
				throw new UnusableStoreException(
						"Another Switchboard works in data.dir=%s, and SQLite is one's at a time."
							.formatted(this.path.toAbsolutePath().normalize()),
						"Stop the other, or set data.dir to another folder. Several may share one PostgreSQL: spring.datasource.url.");
			}
			this.claim = channel;
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot claim " + this.path.toAbsolutePath() + ": " + ex, ex);
		}
	}

	private static boolean isLocked(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	@PreDestroy
	void release() throws IOException {
		if (this.claim != null) {
			this.claim.close();
		}
	}

	/**
	 * Reads a secret from this folder, or makes a random one on first use. The file is
	 * readable by its owner only.
	 * @param fileName the file's name, for example {@code webhook.key}
	 * @return the secret, and whether it was made just now
	 * @throws IllegalStateException if the file can be neither read nor written, or is
	 * empty
	 */
	public Secret secret(String fileName) {
		Path file = this.path.resolve(fileName);
		try {
			if (Files.exists(file)) {
				String value = Files.readString(file).strip();
				if (value.isEmpty()) {
					throw new IllegalStateException(file + " is empty; delete it and a new secret is made");
				}
				return new Secret(value, file, false);
			}
			byte[] random = new byte[24];
			new SecureRandom().nextBytes(random);
			String value = HexFormat.of().formatHex(random);
			createForOwnerOnly(file);
			Files.writeString(file, value + "\n");
			return new Secret(value, file, true);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot read or write " + file.toAbsolutePath() + ": " + ex, ex);
		}
	}

	private static void createForOwnerOnly(Path file) throws IOException {
		if (isPosix(file)) {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		else {
			Files.createFile(file);
		}
	}

	/**
	 * A secret that lies in the data folder.
	 *
	 * @param value the secret itself
	 * @param file where it is kept
	 * @param fresh whether it was made in this start
	 */
	public record Secret(String value, Path file, boolean fresh) {

		@Override
		public String toString() {
			return "Secret[file=" + this.file + "]";
		}

	}

}
