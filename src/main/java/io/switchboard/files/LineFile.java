package io.switchboard.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A file of whole lines. One thread of one process writes at a time. Threads wait for
 * each other here, processes by a lock of the operating system. Writers of other files do
 * not wait. A write that fails is taken back. A process that is killed leaves at most a
 * part of a line. The next writer moves it to {@code <file>.torn}. A program of a person
 * may have saved the file with other ends of lines, or without the last.
 */
final class LineFile {

	/** The files that threads of this process write to now. */
	private static final Set<Path> WRITTEN = new HashSet<>();

	/** How far back it looks for the same line. */
	private static final int TAIL = 1024 * 1024;

	/** In milliseconds. */
	private static final long LOCK_PAUSE = 5;

	private static final int MOST_FILES = 100;

	private final Path file;

	LineFile(Path file) {
		this.file = file.toAbsolutePath();
	}

	/**
	 * Adds a line, unless it is there.
	 * @param first the line that the file begins with; empty for none. Where a file
	 * begins with another one, the next is taken: {@code calls.csv}, {@code calls-2.csv}
	 * @param line without its end
	 * @param begin what this line begins with, and no other
	 * @throws IOException if it may not be on the disk
	 */
	void add(String first, String line, String begin) throws IOException {
		Files.createDirectories(this.file.getParent());
		for (int number = 1; number <= MOST_FILES; number++) {
			if (addAlone(numbered(number), first, line, begin)) {
				return;
			}
		}
		throw new IOException("all of %d files of this name have other columns".formatted(MOST_FILES));
	}

	private Path numbered(int number) {
		String name = this.file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		int end = (dot > 0) ? dot : name.length();
		return (number == 1) ? this.file
				: this.file.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
	}

	/**
	 * No thread may open the file meanwhile: with the first channel that is closed, the
	 * process loses its lock.
	 */
	private static boolean addAlone(Path file, String first, String line, String begin) throws IOException {
		Path real = Files.exists(file) ? file.toRealPath() : file.getParent().toRealPath().resolve(file.getFileName());
		await(real);
		try {
			return add(file, first, line, begin);
		}
		finally {
			synchronized (WRITTEN) {
				WRITTEN.remove(real);
				WRITTEN.notifyAll();
			}
		}
	}

	private static void await(Path real) throws IOException {
		synchronized (WRITTEN) {
			try {
				while (!WRITTEN.add(real)) {
					WRITTEN.wait();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new FileLockInterruptionException();
			}
		}
	}

	/** Whether a file has the right first line. */
	private static boolean add(Path file, String first, String line, String begin) throws IOException {
		boolean isNew = !Files.exists(file);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE); FileLock lock = lock(channel)) {
			String end = end(channel, bytes(first));
			if (end == null) {
				return false;
			}
			mend(channel, file, bytes(first), bytes(line), bytes(begin), end);
			if (!isThere(channel, bytes(line), bytes(begin))) {
				String start = (channel.size() == 0 && !first.isEmpty()) ? first + end : "";
				write(channel, start + line + end);
			}
			channel.force(true);
		}
		if (isNew) {
			try (FileChannel folder = FileChannel.open(file.getParent())) {
				folder.force(true);
			}
		}
		return true;
	}

	/**
	 * To the system, a process is one owner of locks. So two nodes that write to two
	 * files look like a deadlock, though no thread waits while it has a lock.
	 */
	private static FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.lock();
		}
		catch (ClosedChannelException | FileLockInterruptionException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return tried(channel);
		}
	}

	private static FileLock tried(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			while (lock == null) {
				synchronized (WRITTEN) {
					WRITTEN.wait(LOCK_PAUSE);
				}
				lock = channel.tryLock();
			}
			return lock;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new FileLockInterruptionException();
		}
	}

	/** Another writer may have taken a part of this line for a whole one. */
	private static boolean isThere(FileChannel channel, String line, String begin) throws IOException {
		String tail = "\n" + text(channel, Math.max(0, channel.size() - TAIL));
		for (int at = tail.indexOf("\n" + begin); at >= 0; at = tail.indexOf("\n" + begin, at + 1)) {
			int end = tail.indexOf('\n', at + 1);
			String found = LastLine.withoutReturn(tail.substring(at + 1, (end < 0) ? tail.length() : end));
			if (found.length() >= line.length() || !line.startsWith(found)) {
				return true;
			}
		}
		return false;
	}

	/** After it, the file ends with the end of a line. */
	private static void mend(FileChannel channel, Path file, String first, String line, String begin, String end)
			throws IOException {
		long size = channel.size();
		String tail = text(channel, Math.max(0, size - TAIL));
		if (size == 0 || tail.endsWith("\n")) {
			return;
		}
		if (LastLine.isWhole(tail, first, line, begin)) {
			write(channel, tail.endsWith("\r") ? "\n" : end);
			return;
		}
		byte[] torn = tail.substring(tail.lastIndexOf('\n') + 1).getBytes(StandardCharsets.ISO_8859_1);
		try (FileChannel kept = FileChannel.open(file.resolveSibling(file.getFileName() + ".torn"),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
			kept.write(ByteBuffer.wrap(torn));
			kept.write(ByteBuffer.wrap(new byte[] { '\n' }));
			kept.force(true);
		}
		channel.truncate(size - torn.length);
	}

	/** How lines of the file end; null if it has other columns. */
	private static @Nullable String end(FileChannel channel, String first) throws IOException {
		ByteBuffer there = ByteBuffer
			.allocate((int) Math.min(channel.size(), LastLine.MARK.length() + first.length() + 2));
		read(channel, there, 0);
		return LastLine.end(new String(there.array(), StandardCharsets.ISO_8859_1), first);
	}

	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/** A byte is a character here: it may begin in the middle of one. */
	private static String text(FileChannel channel, long from) throws IOException {
		ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
		read(channel, tail, from);
		return new String(tail.array(), StandardCharsets.ISO_8859_1);
	}

	private static void read(FileChannel channel, ByteBuffer into, long from) throws IOException {
		while (into.hasRemaining()) {
			if (channel.read(into, from + into.position()) < 0) {
				return;
			}
		}
	}

	static void write(FileChannel channel, String text) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		long size = channel.size();
		channel.position(size);
		try {
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
		}
		catch (IOException ex) {
			try {
				channel.truncate(size);
			}
			catch (IOException more) {
				ex.addSuppressed(more);
			}
			throw ex;
		}
	}

}
