package io.switchboard;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/**
 * Starts that end at once, in this JVM: the classes of all of them are loaded once, apart
 * from those of the tests, which the application would scan.
 */
final class FailedStart {

	private static final ClassLoader CLASSES = classes();

	private FailedStart() {
	}

	/** What it printed before {@code main} threw. */
	static String output(Path folder, String... settings) throws ReflectiveOperationException {
		PrintStream console = System.out;
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try {
			System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
			Thread.currentThread().setContextClassLoader(CLASSES);
			String[] arguments = ChildSwitchboard.settings(folder, settings).toArray(String[]::new);
			CLASSES.loadClass(SwitchboardApplication.class.getName())
				.getMethod("main", String[].class)
				.invoke(null, (Object) arguments);
		}
		catch (InvocationTargetException ex) {
			return output.toString(StandardCharsets.UTF_8);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
			System.setOut(console);
		}
		throw new AssertionError("it started: " + output.toString(StandardCharsets.UTF_8));
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
