package io.switchboard.settings;

import java.util.Map;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.core.env.Environment;

/**
 * A section of the settings whose names the user chooses, as {@code hooks.<name>.key}.
 */
public final class NamedSection {

	private NamedSection() {
	}

	/**
	 * Reads a section.
	 * @param <T> what is set for each name
	 * @param environment with all sources of settings
	 * @param section the section, such as {@code hooks}
	 * @param type a record with what is set for each name
	 * @param known which settings a name has, as a clause with an example
	 * @return by name; empty where nothing is set
	 * @throws IllegalStateException if a setting is not one of the record's, with a
	 * sentence that names it
	 */
	public static <T> Map<String, T> read(Environment environment, String section, Class<T> type, String known) {
		try {
			return Binder.get(environment)
				.bind(section, Bindable.mapOf(String.class, type),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
				.orElse(Map.of());
		}
		catch (BindException ex) {
			Object name = (ex.getCause() instanceof UnboundConfigurationPropertiesException unknown)
					? unknown.getUnboundProperties().iterator().next().getName() : ex.getName();
			throw new IllegalStateException("%s: there is no such setting; %s".formatted(name, known), ex);
		}
	}

}
