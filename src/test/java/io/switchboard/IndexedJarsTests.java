package io.switchboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.switchboard.settings.BrokenJars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The packaged jar finds in its jars what Spring Boot's own loader would find. */
class IndexedJarsTests {

	private static final String CLASS = "io/switchboard/text/Rate.class";

	private static final String BROKEN = "switchboard.broken-jars";

	private static final String TOLD = ": it is no jar, or only a part of one. Copy it again as a whole, or take it out.";

	@TempDir
	Path folder;

	private URLClassLoader boot;

	private IndexedJars ours;

	@BeforeEach
	void jars() throws Exception {
		Path open = Files.createDirectories(this.folder.resolve("lib/deep"));
		Files.writeString(open.resolve("x.txt"), "open");
		byte[] ofTheHouse = bytes(CLASS);
		URL[] urls = { this.folder.resolve("lib").toUri().toURL(),
				jar("a.jar", "Implementation-Version: 7\n",
						Map.of("deep/x.txt", "a".getBytes(), "META-INF/services/s", "a".getBytes(), CLASS, ofTheHouse)),
				jar("b.jar", "Implementation-Version: 8\nMulti-Release: true\n",
						Map.of("deep/", new byte[0], "deep/x.txt", "b".getBytes(), "META-INF/services/s",
								"b".getBytes(), "META-INF/versions/9/only/new.txt", "9".getBytes(), "with space.txt",
								"s".getBytes(), "deep/50%.txt", "%".getBytes(), CLASS, ofTheHouse)) };
		this.boot = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
		this.ours = new IndexedJars(this.boot);
	}

	@AfterEach
	void close() throws IOException {
		this.ours.close();
		this.boot.close();
	}

	/**
	 * Spring asks for these folders; a folder such as lib/ was given an invalid address.
	 */
	@Test
	void a_name_that_no_class_can_have_is_not_found() {
		for (String name : List.of("java.util.List<java.lang.String>", "a b", "50%", "io.switchboard.Ratè")) {
			assertThatThrownBy(() -> this.ours.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
		}
	}

	private URL jar(String name, String manifest, Map<String, byte[]> entries) throws IOException {
		Path jar = this.folder.resolve(name);
		Manifest said = new Manifest(new ByteArrayInputStream(
				("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8)));
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, said)) {
			for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
				out.putNextEntry(new JarEntry(entry.getKey()));
				out.write(entry.getValue());
			}
		}
		return jar.toUri().toURL();
	}

	private static byte[] bytes(String resource) throws IOException {
		try (InputStream content = IndexedJarsTests.class.getClassLoader().getResourceAsStream(resource)) {
			return content.readAllBytes();
		}
	}

	@Test
	void a_class_is_of_the_first_jar_that_has_it() throws Exception {
		Class<?> found = this.ours.loadClass("io.switchboard.text.Rate");
		assertThat(found.getClassLoader()).isSameAs(this.ours);
		assertThat(found.getPackage().getImplementationVersion()).isEqualTo("7");
		assertThat(found.getProtectionDomain().getCodeSource().getLocation().toString()).contains("a.jar");
		assertThatExceptionOfType(ClassNotFoundException.class)
			.isThrownBy(() -> this.ours.loadClass("io.switchboard.text.No"));
	}

	@Test
	void a_jar_that_is_none_is_told_and_left_out() throws Exception {
		Path broken = Files.writeString(this.folder.resolve("half \u00fc#1%41.jar"), "half");
		Path empty = Files.createFile(this.folder.resolve("empty.jar"));
		URL[] urls = { broken.toUri().toURL(), this.boot.getURLs()[1], new URL("jar:" + empty.toUri().toURL() + "!/") };
		System.clearProperty(BROKEN);
		try (URLClassLoader boot = new URLClassLoader(urls, null); IndexedJars rest = new IndexedJars(boot)) {
			assertThat(rest.getResource("META-INF/services/s")).isNotNull();
			assertThat(BrokenJars.check()).extracting(Object::toString).containsExactly(broken + TOLD, empty + TOLD);
		}
		finally {
			System.clearProperty(BROKEN);
		}
	}

	@Test
	void resources_are_those_that_the_other_loader_finds_in_its_order() throws Exception {
		for (String name : List.of("deep/x.txt", "deep", "deep/", "META-INF/services/s", "META-INF",
				"META-INF/MANIFEST.MF", "with space.txt", "deep/50%.txt", "io/switchboard", "io/switchboard/", "no",
				"no/such.txt", "", "/", "deep/../deep/x.txt", CLASS)) {
			assertThat(read(Collections.list(this.ours.getResources(name)))).as(name)
				.isEqualTo(read(Collections.list(this.boot.getResources(name))));
			assertThat(this.ours.getResource(name) == null).as(name).isEqualTo(this.boot.getResource(name) == null);
		}
	}

	private static List<String> read(List<URL> urls) {
		return urls.stream().map((url) -> {
			String place = url.toString()
				.replace("jar:file:", "file:")
				.replaceFirst("file:/+", "/")
				.replaceFirst("/$", "");
			return place + " " + (url.toString().endsWith(".txt") ? text(url) : "");
		}).toList();
	}

	private static String text(URL url) {
		try (InputStream content = url.openStream()) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Test
	void a_jar_for_several_releases_of_java_has_what_is_for_this_one() throws Exception {
		assertThat(this.ours.getResource("only/new.txt")).isNotNull();
	}

	@Test
	void what_a_folder_of_lib_gets_later_is_found() throws Exception {
		Files.writeString(this.folder.resolve("lib/late.txt"), "late");
		assertThat(this.ours.getResource("late.txt")).isNotNull();
	}

	@Test
	void the_packaged_jar_uses_it() throws Exception {
		assertThat(Files.readString(Path.of("pom.xml")))
			.contains("<Loader-ClassLoader>" + IndexedJars.class.getName() + "</Loader-ClassLoader>");
	}

}
