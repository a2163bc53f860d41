package io.switchboard.routes.compiled;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.switchboard.routes.compiled.UncompilableException.Problem;

/** Compiles one file, against all classes that Switchboard has. */
final class Compilation {

	private Compilation() {
	}

	/** The classes in it, loaded. */
	static List<Class<?>> of(String file, String text) throws IOException, ClassNotFoundException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new UncompilableException(List.of(new Problem(0, 0, "this Java has no compiler",
					"Start Switchboard with a JDK instead of a JRE, or put the route into a jar in lib/.")));
		}
		DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
		ClassLoader parent = Compilation.class.getClassLoader();
		try (ClassesOfJars classes = new ClassesOfJars(compiler.getStandardFileManager(told, Locale.ENGLISH, null))) {
			boolean done = compiler
				.getTask(null, classes, told, List.of("-proc:none", "-g", "-nowarn"), null,
						List.of(new Source(file, text)))
				.call();
			if (!done) {
				throw new UncompilableException(problems(told, text));
			}
			return load(classes.compiled(), parent);
		}
	}

	private static List<Problem> problems(DiagnosticCollector<JavaFileObject> told, String text) {
		return told.getDiagnostics()
			.stream()
			.filter((each) -> each.getKind() == Diagnostic.Kind.ERROR)
			.map((each) -> new Problem((int) Math.max(each.getLineNumber(), 0), column(each, text),
					"Java cannot compile this", sentence(each.getMessage(Locale.ENGLISH))))
			.toList();
	}

	/** A tab is one character, as in all other files. */
	private static int column(Diagnostic<?> problem, String text) {
		int at = (int) Math.min(problem.getPosition(), text.length());
		return (at < 0) ? 0 : at - text.lastIndexOf('\n', at - 1);
	}

	private static String sentence(String message) {
		String line = message.strip().replaceAll("\\s+", " ");
		return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) + ".";
	}

	private static List<Class<?>> load(Map<String, byte[]> compiled, ClassLoader parent) throws ClassNotFoundException {
		Loader loader = new Loader(parent, new TreeMap<>(compiled));
		List<Class<?>> classes = new ArrayList<>();
		for (String name : compiled.keySet()) {
			classes.add(loader.loadClass(name));
		}
		return classes;
	}

	/** A text that the compiler reads; a class in it need not have the file's name. */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private Source(String file, String text) {
			super(URI.create("string:///" + file), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

	/** Is unloaded together with its routes. */
	private static final class Loader extends ClassLoader {

		private final Map<String, byte[]> compiled;

		private Loader(ClassLoader parent, Map<String, byte[]> compiled) {
			super(parent);
			this.compiled = compiled;
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			byte[] bytes = this.compiled.get(name);
			if (bytes == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] asked = Interruption.asked(bytes);
			return defineClass(name, asked, 0, asked.length);
		}

	}

}
