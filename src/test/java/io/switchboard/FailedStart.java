package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/**
 * Starts that end at once, in this JVM: the classes of all of them are loaded once, apart
 * from those of the tests, which the application would scan.
 */
final class FailedStart {

	private static final ClassLoader CLASSES = classes();

	private FailedStart() {
	}

	/** What it logged before {@code main} threw. */
	static String output(Path folder, String... settings) throws ReflectiveOperationException, IOException {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Path log = folder.resolve("start.log");
		try {
			Thread.currentThread().setContextClassLoader(CLASSES);
			List<String> arguments = ChildSwitchboard.settings(folder, settings);
			arguments.add("--logging.file.name=" + log);
			CLASSES.loadClass(SwitchboardApplication.class.getName())
				.getMethod("main", String[].class)
				.invoke(null, (Object) arguments.toArray(String[]::new));
		}
		catch (InvocationTargetException ex) {
			return Files.readString(log);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		throw new AssertionError("it started: " + Files.readString(log));
	}

	private static ClassLoader classes() {
		try {
			String[] path = ChildSwitchboard.classPath().split(File.pathSeparator);
			URL[] urls = new URL[path.length];
			for (int i = 0; i < path.length; i++) {
				urls[i] = Path.of(path[i]).toUri().toURL();
			}
			ClassLoader classes = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
			// a JVM has one such factory, and the Tomcat of other tests is it
			classes.loadClass(TomcatURLStreamHandlerFactory.class.getName()).getMethod("disable").invoke(null);
			return classes;
		}
		catch (IOException | ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
