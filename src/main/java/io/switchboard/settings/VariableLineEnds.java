package io.switchboard.settings;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Takes the line ends off the ends of variables of the environment. A file of variables
 * that was written on Windows leaves a carriage return, and a secret of Kubernetes often
 * ends in a line feed. Nobody sees them, and no setting means them.
 */
final class VariableLineEnds implements EnvironmentPostProcessor, Ordered {

	private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		PropertySource<?> variables = environment.getPropertySources().get(VARIABLES);
		if (variables != null && variables.getSource() instanceof Map<?, ?> values) {
			Map<String, Object> ended = new HashMap<>();
			values.forEach((name, value) -> ended.put(name.toString(), withoutLineEnds(value)));
			environment.getPropertySources().replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, ended));
		}
	}

	private static Object withoutLineEnds(Object value) {
		return (value instanceof CharSequence text) ? text.toString().replaceFirst("[\\r\\n]+$", "") : value;
	}

}
