package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Loads the classes and resources of the packaged jar, which holds some two hundred jars.
 * Spring Boot's loader asks one jar after the other for each class. That takes half of
 * the time of a short command. This loader knows which jars have which folder. The jar's
 * manifest names it ({@code Loader-ClassLoader}).
 */
final class IndexedJars extends URLClassLoader {

	static {
		registerAsParallelCapable();
	}

	private static final URL[] NONE = {};

	/** {@code BrokenJars} reads it: names of files, one in a line. */
	private static final String BROKEN = "switchboard.broken-jars";

	private static final String VERSIONS = "META-INF/versions/";

	/** Other names need an encoding in a URL, or lead elsewhere, and are rare. */
	private static final Pattern PLAIN = Pattern.compile("(?!/)(?!.*\\.\\.)[\\w.$/-]+");

	/** By folder: the jars that have something in it, in the order of the class path. */
	private final Map<String, List<Place>> places = new HashMap<>();

	/**
	 * Folders of the file system. They are few and may change, so they are always asked.
	 */
	private final List<Place> open = new ArrayList<>();

	/**
	 * Takes over from Spring Boot's loader. With a {@code jarmode} it leaves everything
	 * to it.
	 * @param launched the loader of Spring Boot, with all jars
	 * @throws IOException if a jar cannot be read
	 */
	IndexedJars(ClassLoader launched) throws IOException {
		super("switchboard", urls(launched), (urls(launched) == NONE) ? launched : launched.getParent());
		for (URL url : getURLs()) {
			try {
				add(url);
			}
			catch (IOException ex) {
				leaveOut(url, ex);
			}
		}
	}

	/** The start and the check tell of it; a stack trace would help nobody. */
	private static void leaveOut(URL url, IOException cause) throws IOException {
		String file = url.toString().replaceFirst("^jar:", "").replaceFirst("!/$", "");
		if (!file.startsWith("file:")) {
			throw cause;
		}
		Path jar = Path.of(URI.create(file));
		Path here = Path.of("").toAbsolutePath();
		String name = (jar.startsWith(here) ? here.relativize(jar) : jar).toString();
		System.setProperty(BROKEN, System.getProperty(BROKEN, "") + name + "\n");
	}

	private static URL[] urls(ClassLoader launched) {
		return (System.getProperty("jarmode") == null && launched instanceof URLClassLoader jars) ? jars.getURLs()
				: NONE;
	}

	private void add(URL url) throws IOException {
		if (url.getProtocol().equals("file") && url.getPath().endsWith("/")) {
			this.open.add(new Place(url, null));
			return;
		}
		URL root = url.getProtocol().equals("jar") ? url : new URL("jar:" + url + "!/");
		// a jar for several releases of Java shows what is for this one; Spring Boot's
		// own do so unasked
		URL runtime = root.getPath().startsWith("nested:") ? root : new URL(root, "#runtime");
		JarFile jar = ((JarURLConnection) runtime.openConnection()).getJarFile();
		Place place = new Place(root, jar);
		Set<String> folders = new HashSet<>();
		String last = null;
		for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
			String folder = folder(unversioned(entries.nextElement().getName()));
			if (!folder.equals(last)) {
				addWithParents(folder, folders);
				last = folder;
			}
		}
		folders.forEach((folder) -> this.places.computeIfAbsent(folder, (each) -> new ArrayList<>()).add(place));
	}

	private static void addWithParents(String folder, Set<String> folders) {
		for (String each = folder; folders.add(each) && !each.isEmpty();) {
			each = folder(each);
		}
	}

	private static String unversioned(String name) {
		int end = name.startsWith(VERSIONS) ? name.indexOf('/', VERSIONS.length()) : -1;
		return (end > 0) ? name.substring(end + 1) : name;
	}

	/** Where a file or folder is; empty for the root. */
	private static String folder(String name) {
		int end = name.lastIndexOf('/', name.length() - 2);
		return (end < 0) ? "" : name.substring(0, end);
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		String path = name.replace('.', '/') + ".class";
		if (!PLAIN.matcher(path).matches()) {
			// such as List<String>, which Spring asks for
			return super.findClass(name);
		}
		for (Place place : having(path)) {
			try {
				byte[] bytes = place.bytes(path);
				if (bytes != null) {
					definePackage(name, place);
					return defineClass(name, bytes, 0, bytes.length, new CodeSource(place.url, (CodeSigner[]) null));
				}
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}
		throw new ClassNotFoundException(name);
	}

	private void definePackage(String className, Place place) throws IOException {
		int end = className.lastIndexOf('.');
		if (end < 0 || getDefinedPackage(className.substring(0, end)) != null) {
			return;
		}
		try {
			if (place.jar != null && place.jar.getManifest() != null) {
				definePackage(className.substring(0, end), place.jar.getManifest(), place.url);
			}
			else {
				definePackage(className.substring(0, end), null, null, null, null, null, null, null);
			}
		}
		catch (IllegalArgumentException ex) {
			// another thread was first
		}
	}

	@Override
	public @Nullable URL findResource(String name) {
		if (!PLAIN.matcher(name).matches()) {
			return super.findResource(name);
		}
		for (Place place : having(name)) {
			if (place.has(name)) {
				return place.at(name);
			}
		}
		return null;
	}

	@Override
	public Enumeration<URL> findResources(String name) throws IOException {
		if (!PLAIN.matcher(name).matches()) {
			return super.findResources(name);
		}
		return Collections
			.enumeration(having(name).stream().filter((each) -> each.has(name)).map((each) -> each.at(name)).toList());
	}

	private List<Place> having(String name) {
		List<Place> jars = this.places.getOrDefault(folder(name), List.of());
		if (this.open.isEmpty()) {
			return jars;
		}
		List<Place> all = new ArrayList<>(this.open);
		all.addAll(jars);
		return all;
	}

	/** A jar, or a folder of the file system. */
	private record Place(URL url, @Nullable JarFile jar) {

		boolean has(String name) {
			return (this.jar != null) ? this.jar.getJarEntry(name) != null : new File(file(name)).exists();
		}

		byte @Nullable [] bytes(String name) throws IOException {
			if (this.jar == null) {
				return has(name) ? at(name).openStream().readAllBytes() : null;
			}
			JarEntry entry = this.jar.getJarEntry(name);
			if (entry == null) {
				return null;
			}
			try (InputStream content = this.jar.getInputStream(entry)) {
				return content.readAllBytes();
			}
		}

		URL at(String name) {
			try {
				return new URL(this.url, name);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private URI file(String name) {
			return URI.create(this.url.toString()).resolve(name);
		}

	}

}
