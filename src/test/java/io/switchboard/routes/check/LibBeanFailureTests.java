package io.switchboard.routes.check;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** A bean that fails as it is made stops the start with its jar, class and reason. */
class LibBeanFailureTests {

	@TempDir
	private Path folder;

	@Test
	void a_bean_of_a_jar_in_lib_that_cannot_be_made_is_told_in_words() throws Exception {
		Path jar = Files.createDirectories(this.folder.resolve("lib")).resolve("greeter.jar");
		Files.copy(Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI()), jar);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			FailureAnalysis told = analysis(loader.loadClass(Test.class.getName()));
			assertThat(told).isNotNull();
			assertThat(told.getDescription()).isEqualToNormalizingNewlines(
					"lib/greeter.jar: its bean %s cannot be made:\nno licence".formatted(Test.class.getName()));
			assertThat(told.getAction()).contains("Fix the file named above");
		}
	}

	@Test
	void any_other_bean_is_left_to_others() {
		assertThat(analysis(RouteFailureAnalyzer.class)).isNull();
		assertThat(analysis(String.class)).isNull();
	}

	private static FailureAnalysis analysis(Class<?> bean) {
		return new RouteFailureAnalyzer(new MockEnvironment()).analyze(new BeanCreationException("greeter", "failed",
				new BeanInstantiationException(bean, "failed", new IllegalStateException("no licence"))));
	}

}
