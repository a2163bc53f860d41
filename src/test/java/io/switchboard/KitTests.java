package io.switchboard;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample project of the test kit, built as its users build it: with the product's
 * classes and the kit, without our tests.
 */
class KitTests {

	private static final Path SAMPLE = Path.of("docs/kit-sample");

	private static final Path KIT = Path.of("io/switchboard/kit");

	/** Runs the tests of a class and returns their results. */
	private static final String RUN = """
			import org.junit.platform.engine.discovery.DiscoverySelectors;
			import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
			import org.junit.platform.launcher.core.LauncherFactory;
			import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
			import java.io.PrintWriter;

			class Run {

				public static void main(String[] tests) {
					SummaryGeneratingListener summary = new SummaryGeneratingListener();
					LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
							.selectors(DiscoverySelectors.selectClass(tests[0])).build(), summary);
					summary.getSummary().printFailuresTo(new PrintWriter(System.out));
					System.out.printf("%d succeeded, %d failed%n", summary.getSummary().getTestsSucceededCount(),
							summary.getSummary().getTotalFailureCount());
				}

			}
			""";

	@TempDir
	Path folder;

	@Test
	void the_sample_project_compiles_and_its_tests_pass() throws Exception {
		Path kit = this.folder.resolve("kit");
		FileSystemUtils.copyRecursively(Path.of("target/test-classes").resolve(KIT), kit.resolve(KIT));
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		Path run = Files.writeString(this.folder.resolve("Run.java"), RUN);
		String path = String.join(File.pathSeparator, ClassData.classPath(), classes.toString(), kit.toString());
		compile(sources(run), classes, path);
		Path output = this.folder.resolve("output.txt");
		List<String> command = new ArrayList<>(
				List.of(ChildSwitchboard.JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(ClassData.arguments());
		command.add("-Djqwik.database=" + this.folder.resolve("jqwik"));
		command.addAll(List.of("-cp", absolute(path), "Run", "org.example.OurRoutesTests"));
		Process child = new ProcessBuilder(command).directory(SAMPLE.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.readString(output)).contains("4 succeeded, 0 failed");
		assertThat(Files.exists(SAMPLE.resolve("data"))).as("nothing is kept").isFalse();
	}

	@Test
	void the_page_shows_what_the_sample_has() throws IOException {
		String sample = Files.readString(SAMPLE.resolve("src/test/java/org/example/OurRoutesTests.java"));
		String[] parts = Files.readString(Path.of("docs/test-kit.md")).split("```java\n");
		assertThat(parts).hasSize(2);
		assertThat(parts[1].split("```")[0].lines()).isNotEmpty().allMatch(sample::contains);
	}

	/** Otherwise its build would test with versions that do not run in production. */
	@Test
	void the_sample_has_the_versions_of_the_product_and_names_its_route() throws IOException {
		String ours = Files.readString(Path.of("pom.xml"));
		assertThat(Pattern.compile("<(camel|sqlite-jdbc)\\.version>[\\w.]+</")
			.matcher(Files.readString(SAMPLE.resolve("pom.xml")))
			.results()
			.map(MatchResult::group)).hasSize(2).allMatch(ours::contains);
		assertThat(Files.readString(SAMPLE.resolve(
				"src/main/resources/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")))
			.isEqualTo("org.example.KeyToSurveyRoute\n");
	}

	private static String absolute(String path) {
		List<String> entries = new ArrayList<>();
		for (String entry : path.split(File.pathSeparator)) {
			entries.add(Path.of(entry).toAbsolutePath().toString());
		}
		return String.join(File.pathSeparator, entries);
	}

	private static List<Path> sources(Path run) throws IOException {
		try (Stream<Path> files = Files.walk(SAMPLE)) {
			return Stream.concat(files.filter((each) -> each.toString().endsWith(".java")), Stream.of(run)).toList();
		}
	}

	private static void compile(List<Path> sources, Path classes, String path) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			assertThat(compiler
				.getTask(null, files, null, List.of("-d", classes.toString(), "-cp", path, "-proc:none"), null,
						files.getJavaFileObjectsFromPaths(sources))
				.call()).isTrue();
		}
	}

}
