package io.switchboard.routes.compiled;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Shows the compiler the classes of this process. The packaged jar has other jars in it,
 * and the compiler cannot look into those. Compiled classes stay in memory.
 */
final class ClassesOfJars extends ForwardingJavaFileManager<JavaFileManager> {

	private static final PathMatchingResourcePatternResolver RESOURCES = new PathMatchingResourcePatternResolver(
			ClassesOfJars.class.getClassLoader());

	/** By package. A process has the same classes until it ends. */
	private static final Map<String, List<JavaFileObject>> KNOWN = new ConcurrentHashMap<>();

	private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

	ClassesOfJars(JavaFileManager jdk) {
		super(jdk);
	}

	/** By their names. */
	Map<String, byte[]> compiled() {
		Map<String, byte[]> all = new HashMap<>();
		this.compiled.forEach((name, bytes) -> all.put(name, bytes.toByteArray()));
		return all;
	}

	@Override
	public Iterable<JavaFileObject> list(Location location, String packageName, Set<JavaFileObject.Kind> kinds,
			boolean recurse) throws IOException {
		if (location != StandardLocation.CLASS_PATH) {
			return super.list(location, packageName, kinds, recurse);
		}
		if (recurse || packageName.isEmpty() || !kinds.contains(JavaFileObject.Kind.CLASS)) {
			return List.of();
		}
		List<JavaFileObject> known = KNOWN.get(packageName);
		if (known == null) {
			known = find(packageName);
			KNOWN.put(packageName, known);
		}
		return known;
	}

	private static List<JavaFileObject> find(String packageName) throws IOException {
		List<JavaFileObject> found = new ArrayList<>();
		String folder = packageName.replace('.', '/');
		for (Resource each : RESOURCES.getResources("classpath*:%s/*.class".formatted(folder))) {
			String name = String.valueOf(each.getFilename()).replaceFirst("\\.class$", "");
			found.add(new Known(packageName + "." + name, each));
		}
		return List.copyOf(found);
	}

	@Override
	public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
		return (file instanceof Known known) ? known.name : super.inferBinaryName(location, file);
	}

	@Override
	public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
			FileObject sibling) {
		return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
			@Override
			public OutputStream openOutputStream() {
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				ClassesOfJars.this.compiled.put(className, bytes);
				return bytes;
			}
		};
	}

	/** A class that the process has. */
	private static final class Known extends SimpleJavaFileObject {

		private final String name;

		private final Resource resource;

		private Known(String name, Resource resource) {
			super(URI.create("class:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
			this.name = name;
			this.resource = resource;
		}

		@Override
		public InputStream openInputStream() throws IOException {
			return this.resource.getInputStream();
		}

	}

}
