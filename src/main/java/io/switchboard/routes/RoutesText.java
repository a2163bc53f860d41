package io.switchboard.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * All files of the folder {@code routes} that the routes or the check need, as they were
 * at one moment.
 *
 * @param files by path below the folder, such as {@code templates/missed-call.html}
 * @param unread what has the name of such a file and cannot be read: a link that leads
 * nowhere, a folder, a file without the rights
 */
public record RoutesText(SortedMap<String, byte[]> files, Set<String> unread) {

	private static final Pattern LOADED = Pattern.compile(
			"[^/]+\\.(?:camel\\.yaml|java)|kamelets/[^/]+\\.kamelet\\.yaml|(?:templates|statements|tables|lookups|hours|on-call|keywords)/.+|samples/[^/]+\\.json|README\\.md");

	/** Files that an editor leaves while it writes. */
	private static final Pattern BEING_EDITED = Pattern.compile("(?:.*/)?(?:\\..*|#.*#|.*~|.*\\.(?:swp|swx|tmp|bak))");

	private static final int DEPTH = 6;

	private static final int REVISION_LENGTH = 12;

	/**
	 * The files of one moment.
	 * @param files copied; the bytes are not to be changed
	 * @param unread copied
	 */
	public RoutesText {
		files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
		unread = Collections.unmodifiableSet(new TreeSet<>(unread));
	}

	/**
	 * Files that could all be read.
	 * @param files copied; the bytes are not to be changed
	 */
	public RoutesText(SortedMap<String, byte[]> files) {
		this(files, Set.of());
	}

	/**
	 * Reads the folder. A file that goes away meanwhile is not part of it.
	 * @param folder the folder with the routes
	 * @return never null
	 * @throws UncheckedIOException if the folder cannot be read
	 */
	public static RoutesText read(Path folder) {
		SortedMap<String, byte[]> files = new TreeMap<>();
		Set<String> unread = new TreeSet<>();
		for (Path file : counted(folder)) {
			try {
				files.put(name(folder, file), Files.readAllBytes(file));
			}
			catch (IOException ex) {
				// else it was renamed or deleted since it was listed
				if (!(ex instanceof NoSuchFileException) || Files.isSymbolicLink(file)) {
					unread.add(name(folder, file));
				}
			}
		}
		return new RoutesText(files, unread);
	}

	/**
	 * The files that count.
	 * @param folder the folder with the routes
	 * @return in no order
	 * @throws UncheckedIOException if the folder cannot be read
	 */
	public static List<Path> list(Path folder) {
		return counted(folder).stream().filter(Files::isRegularFile).toList();
	}

	private static List<Path> counted(Path folder) {
		return stamps(folder).stream().filter((each) -> each.counts(folder)).map(Stamp::file).toList();
	}

	/**
	 * How a file looks from outside.
	 *
	 * @param file its path
	 * @param size in bytes
	 * @param modified when it was written last
	 * @param key the file key of the file system, or null
	 */
	public record Stamp(Path file, long size, FileTime modified, @Nullable Object key) {

		static Stamp of(Path file, BasicFileAttributes attributes) {
			return new Stamp(file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
		}

		/**
		 * Whether it is one of the files of {@link RoutesText}.
		 * @param folder the folder with the routes
		 * @return false for what an editor leaves, for example
		 */
		public boolean counts(Path folder) {
			String name = name(folder, this.file);
			return LOADED.matcher(name).matches() && !isBeingEdited(name);
		}

	}

	/**
	 * All files below the folder, also those that do not count, at little cost. With
	 * them, links that lead nowhere and folders with the name of a file that counts.
	 * @param folder the folder with the routes
	 * @return in no order
	 * @throws UncheckedIOException if the folder cannot be read
	 */
	public static Set<Stamp> stamps(Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new IllegalStateException("routes.dir: there is no folder " + folder);
		}
		Set<Stamp> files = new LinkedHashSet<>();
		try {
			Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new StampVisitor(folder, files));
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(folder), ex);
		}
	}

	/**
	 * Whether a file is one that an editor leaves while it writes, or a hidden one.
	 * @param name its name, or its path below the folder
	 * @return true if Switchboard does not read it
	 */
	public static boolean isBeingEdited(String name) {
		return BEING_EDITED.matcher(name).matches();
	}

	private static String name(Path folder, Path file) {
		return folder.relativize(file).toString().replace('\\', '/');
	}

	/**
	 * The digest of all files, and of the names of those that cannot be read.
	 * @return 12 hexadecimal digits
	 */
	public String revision() {
		TreeSet<String> names = new TreeSet<>(this.files.keySet());
		names.addAll(this.unread);
		return revision(names);
	}

	/**
	 * The digest of some files.
	 * @param names their paths below the folder, in order
	 * @return 12 hexadecimal digits
	 */
	public String revision(Collection<String> names) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String name : names) {
				byte[] content = this.files.getOrDefault(name, new byte[0]);
				digest.update("%s %d\n".formatted(name, content.length).getBytes(StandardCharsets.UTF_8));
				digest.update(content);
			}
			return HexFormat.of().formatHex(digest.digest()).substring(0, REVISION_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Writes all of it below a folder that is empty. */
	void writeTo(Path folder) throws IOException {
		for (String part : List.of("kamelets", "templates", "statements")) {
			Files.createDirectories(folder.resolve(part));
		}
		for (var file : this.files.entrySet()) {
			Path path = folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.write(path, file.getValue());
		}
	}

	/**
	 * One file.
	 * @param name its path below the folder
	 * @return as text, or empty if it is not there
	 */
	public String text(String name) {
		byte[] bytes = this.files.get(name);
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

	/**
	 * The files in which this differs from another.
	 * @param other what ran before, for example
	 * @return their paths below the folder
	 */
	public TreeSet<String> changes(RoutesText other) {
		TreeSet<String> names = new TreeSet<>(this.files.keySet());
		names.addAll(other.files.keySet());
		names.removeIf((name) -> Arrays.equals(this.files.get(name), other.files.get(name)));
		return names;
	}

}
