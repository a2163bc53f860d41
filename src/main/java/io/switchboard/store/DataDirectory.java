package io.switchboard.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

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

	private static final List<String> OURS = List.of("webhook.key", "api.token", "console.password",
			"switchboard.lock");

	private final Path path;

	private @Nullable FileChannel claim;

	DataDirectory(@Value("${data.dir}") Path path) {
		this.path = path;
		try {
			OwnerOnly.createFolders(path);
			closeToOthers(path);
		}
		catch (IOException ex) {
			throw unusable(path, ex);
		}
	}

	/** Takes from everybody the right to read the files that are there already. */
	private static void closeToOthers(Path folder) throws IOException {
		for (String name : OURS) {
			OwnerOnly.close(folder.resolve(name));
		}
	}

	/**
	 * Says why the folder cannot be used: it is full, read-only, another user's, or no
	 * folder.
	 */
	private static UnusableStoreException unusable(Path path, IOException reason) {
		UnusableStoreException unusable = new UnusableStoreException(
				"data.dir: %s cannot be written to (%s)".formatted(path.toAbsolutePath().normalize(), reason),
				"Set data.dir (DATA_DIR) to a folder that this user may write to; on a read-only file system, to one that is mounted for it.");
		unusable.initCause(reason);
		return unusable;
	}

	/**
	 * Where the data lies.
	 * @return the folder, which exists
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Claims the folder for this process until it ends, be it by a crash.
	 * @throws UnusableStoreException if another has claimed it
	 */
	void claim() {
		try {
			Path lock = this.path.resolve("switchboard.lock");
			FileChannel channel = FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
					OwnerOnly.ofFile(lock));
			if (!isLocked(channel)) {
				channel.close();
				throw new UnusableStoreException(
						"Another Switchboard uses data.dir=%s, and SQLite takes one at a time."
							.formatted(this.path.toAbsolutePath().normalize()),
						"Stop the other one, or set data.dir to another folder. Several may share one PostgreSQL: spring.datasource.url.");
			}
			this.claim = channel;
		}
		catch (IOException ex) {
			throw unusable(this.path, ex);
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

	/**
	 * Makes the file of an embedded database before its driver does: the driver would
	 * make one that everybody can read. The files beside it get the same rights.
	 * @param url the database's
	 * @throws IllegalStateException if the file is somebody else's
	 */
	void guard(String url) {
		Path file = SqliteFile.of(url);
		if (file == null) {
			return;
		}
		try {
			Path folder = file.toAbsolutePath().getParent();
			if (Files.notExists(file) && folder != null && Files.isDirectory(folder)) {
				OwnerOnly.createFile(file);
			}
			for (String ending : List.of("", "-wal", "-shm", "-journal")) {
				OwnerOnly.close(Path.of(file + ending));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"cannot make %s private: %s; it must belong to the user that runs Switchboard"
						.formatted(file.toAbsolutePath(), ex),
					ex);
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
	 * @throws UnusableStoreException if the file can be neither read nor written
	 * @throws IllegalStateException if it is empty
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
			OwnerOnly.createFile(file);
			Files.writeString(file, value + "\n");
			return new Secret(value, file, true);
		}
		catch (IOException ex) {
			throw unusable(file, ex);
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
