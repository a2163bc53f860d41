package io.switchboard.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A line end at the end of a variable, from a file of Windows or a secret of Kubernetes.
 */
class VariableLineEndsTests {

	private static String read(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("DATA_DIR", value)));
		new VariableLineEnds().postProcessEnvironment(environment, new SpringApplication());
		return environment.getProperty("data.dir");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r", "\n", "\r\n", "\n\n" })
	void a_line_end_behind_a_variable_is_no_part_of_it(String end) {
		assertThat(read("/srv/data" + end)).isEqualTo("/srv/data");
	}

	@Test
	void all_else_stays() {
		assertThat(read(" a\r\nb ")).isEqualTo(" a\r\nb ");
		assertThat(read("")).isEmpty();
	}

	@Test
	void a_setting_of_a_file_keeps_its_lines() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addLast(new MapPropertySource("file", Map.of("a-text", "two\nlines\n")));
		new VariableLineEnds().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("a-text")).isEqualTo("two\nlines\n");
	}

	@Test
	void the_start_and_the_commands_do_so() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, FailureHandler.handleMessage((message, failure) -> {
			}))).anyMatch(VariableLineEnds.class::isInstance);
	}

}
