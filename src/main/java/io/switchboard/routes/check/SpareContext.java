package io.switchboard.routes.check;

import java.util.List;

import io.switchboard.routes.values.Values;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Where routes are loaded to look at them: nothing starts in it, and nothing leaves it.
 */
final class SpareContext implements AutoCloseable {

	private final DefaultCamelContext camel;

	SpareContext(String kamelets, Surroundings surroundings) {
		this.camel = (surroundings.beans() != null) ? new DefaultCamelContext(new DefaultRegistry(surroundings.beans()))
				: new DefaultCamelContext();
		this.camel.disableJMX();
		Values.install(this.camel, kamelets, surroundings.settings());
	}

	DefaultCamelContext camel() {
		return this.camel;
	}

	/** Loads a file, or tells why that cannot be done. */
	boolean load(YamlFile file, Findings findings) {
		try {
			PluginHelper.getRoutesLoader(this.camel)
				.loadRoutes(ResourceHelper.fromString("file:" + file.path(), file.text()));
			return true;
		}
		catch (Exception ex) {
			Throwable root = ex;
			int line = 0;
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				root = cause;
				if (cause instanceof YamlDeserializationException yaml && yaml.getProblemMark().isPresent()) {
					line = yaml.getProblemMark().get().getLine() + 1;
				}
			}
			findings.add(new Place(file.path().toString(), line, Math.min(line, 1)), Rule.LOADING,
					"Camel cannot load this: " + Wording.unmarked(String.valueOf(root.getMessage())),
					"Mend the file here.");
			return false;
		}
	}

	List<RouteDefinition> routes() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}
