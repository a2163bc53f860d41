package io.switchboard.routes.check.spare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.switchboard.routes.values.SpareCamel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/** What jars in {@code lib/} add is known without a running Switchboard. */
class LibBeansTests {

	private static final String IMPORTS = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	@TempDir
	Path folder;

	static class Plain extends RouteBuilder {

		@Override
		public void configure() {
			from("durable:plain").routeId("plain").to("mock:x");
		}

	}

	/** It needs a bean, so it cannot be made here. */
	static class Needy extends RouteBuilder {

		private final Grades grades;

		Needy(Grades grades) {
			this.grades = grades;
		}

		@Override
		public void configure() {
			from("durable:needy-channel").routeId("needy").bean(this.grades);
		}

	}

	static class Unfinished extends RouteBuilder {

		@Override
		public void configure() {
			throw new IllegalStateException("durable:unfinished needs a running Switchboard");
		}

	}

	@Component("grades")
	static class Grades {

	}

	static class Others {

	}

	@AutoConfiguration
	@Import(Others.class)
	@ComponentScan("io.switchboard.text.nothing")
	static class Ours {

		@Bean({ "first", "second" })
		@ConditionalOnProperty("nobody.sets.it")
		Others named() {
			return new Others();
		}

		@Bean
		Others unnamed() {
			return new Others();
		}

	}

	private URLClassLoader jar(String name, Class<?>... listed) throws IOException {
		Path jar = this.folder.resolve(name);
		Files.createDirectories(jar.getParent());
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			out.putNextEntry(new JarEntry(IMPORTS));
			String lines = String.join("\n", Stream.of(listed).map(Class::getName).toList());
			out.write(("# ours\n\n" + lines + " # the last\norg.example.Gone\n").getBytes(StandardCharsets.UTF_8));
			for (Class<?> each : List.of(Plain.class, Needy.class, Unfinished.class, Grades.class, Others.class,
					Ours.class)) {
				out.putNextEntry(new JarEntry(file(each)));
				out.write(code(each));
			}
		}
		return new URLClassLoader(new URL[] { jar.toUri().toURL() }, getClass().getClassLoader());
	}

	@Test
	void the_beans_of_a_jar_in_lib_have_the_names_that_spring_gives_them() throws IOException {
		try (URLClassLoader loader = jar("lib/ours.jar", Grades.class, Ours.class)) {
			assertThat(new LibBeans(loader).names()).containsExactlyInAnyOrder("grades", Ours.class.getName(),
					Others.class.getName(), "first", "second", "unnamed");
		}
	}

	@Test
	void the_routes_of_a_jar_in_lib_are_there_even_if_they_need_other_beans() throws IOException {
		try (URLClassLoader loader = jar("lib/ours.jar", Plain.class, Needy.class, Unfinished.class);
				SpareCamel camel = new SpareCamel(null)) {
			assertThat(new LibBeans(loader).routes(camel))
				.extracting((route) -> route.getInput().getEndpointUri() + " " + route.getOutputs().size())
				.containsExactly("durable:plain 1", "durable:needy-channel 0", "durable:unfinished 0");
			camel.addComponent("durable", new DirectComponent());
			new LibBeans(loader).addTo(camel);
			assertThat(camel.getRouteDefinitions()).extracting(RouteDefinition::getId).containsExactly("plain");
		}
	}

	/** As starters have them, for libraries that may be there. */
	@Test
	void a_class_that_cannot_be_loaded_is_left_out() throws IOException {
		Path jar = Files.createDirectories(this.folder.resolve("lib")).resolve("starter.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new JarEntry(IMPORTS));
			out.write(Plain.class.getName().getBytes(StandardCharsets.UTF_8));
			out.putNextEntry(new JarEntry(file(Plain.class)));
			out.write(code(Plain.class));
		}
		// without its superclass
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null);
				SpareCamel camel = new SpareCamel(null)) {
			LibBeans beans = new LibBeans(loader);
			assertThat(beans.names()).containsExactly(Plain.class.getName());
			assertThat(beans.routes(camel)).isEmpty();
		}
	}

	private static String file(Class<?> type) {
		return type.getName().replace('.', '/') + ".class";
	}

	private static byte[] code(Class<?> type) throws IOException {
		try (InputStream code = type.getClassLoader().getResourceAsStream(file(type))) {
			return code.readAllBytes();
		}
	}

	@Test
	void a_jar_elsewhere_adds_nothing() throws IOException {
		try (URLClassLoader loader = jar("repository/ours.jar", Grades.class, Plain.class);
				SpareCamel camel = new SpareCamel(null)) {
			LibBeans beans = new LibBeans(loader);
			assertThat(beans.names()).isEmpty();
			assertThat(beans.routes(camel)).isEmpty();
		}
	}

}
