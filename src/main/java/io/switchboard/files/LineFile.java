package io.switchboard.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of whole lines. One thread of one process writes at a time. Threads wait for
 * each other here, processes by a lock of the operating system. A process that is killed
 * leaves at most a part of a line. The next writer moves it to {@code <file>.torn}.
 */
final class LineFile {

	private static final Object ONE_AT_A_TIME = new Object();

	/** How far back it looks for the same line. */
	private static final int TAIL = 1024 * 1024;

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
		synchronized (ONE_AT_A_TIME) {
			Files.createDirectories(this.file.getParent());
			for (int number = 1; number <= MOST_FILES; number++) {
				if (add(numbered(number), first, line, begin)) {
					return;
				}
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

	/** Whether a file has the right first line. */
	private static boolean add(Path file, String first, String line, String begin) throws IOException {
		boolean isNew = !Files.exists(file);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			mend(channel, file);
			if (channel.size() > 0 && !first.isEmpty() && !beginsWith(channel, first + "\n")) {
				return false;
			}
			if (!isThere(channel, begin)) {
				String start = (channel.size() == 0 && !first.isEmpty()) ? first + "\n" : "";
				write(channel, start + line + "\n");
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

	private static boolean isThere(FileChannel channel, String begin) throws IOException {
		String tail = "\n" + text(channel, Math.max(0, channel.size() - TAIL));
		return tail.contains("\n" + new String(begin.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
	}

	/** Only a line's end is the end of a file: no line has one within. */
	private static void mend(FileChannel channel, Path file) throws IOException {
		long size = channel.size();
		long from = Math.max(0, size - TAIL);
		String tail = text(channel, from);
		if (size == 0 || tail.endsWith("\n")) {
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

	private static boolean beginsWith(FileChannel channel, String first) throws IOException {
		byte[] wanted = first.getBytes(StandardCharsets.UTF_8);
		ByteBuffer there = ByteBuffer.allocate(wanted.length);
		read(channel, there, 0);
		return Arrays.equals(there.array(), wanted);
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

	private static void write(FileChannel channel, String text) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		channel.position(channel.size());
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

}
