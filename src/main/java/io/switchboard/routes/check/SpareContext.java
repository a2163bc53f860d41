package io.switchboard.routes.check;

import java.util.List;

import java.nio.file.Path;
import java.time.ZoneOffset;

import io.switchboard.routes.check.Findings.Told;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.values.Values;
import io.switchboard.voipstudio.PhoneNumbers;
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
		if (surroundings.beans() == null) {
			// an expression that names a bean is read only where it has the method
			this.camel.getRegistry().bind("lookups", Lookups.NONE);
			this.camel.getRegistry()
				.bind("openingHours", new OpeningHours("", ZoneOffset.UTC, Path.of(""), Calendars.NONE));
			this.camel.getRegistry().bind("phoneNumbers", new PhoneNumbers("GB"));
		}
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
			findings.add(place(file, ex), told(ex));
			return false;
		}
	}

	private static Told told(Exception ex) {
		Throwable root = Wording.root(ex);
		String message = Wording.unmarked(String.valueOf(root.getMessage()));
		return (root instanceof ClassNotFoundException)
				? new Told(Rule.BEAN, message, "there is no class " + message,
						"Mend the name, or add the jar that has it to lib/.")
				: new Told(Rule.LOADING, "", "Camel cannot load this: " + message, "Mend the file here.");
	}

	/** Where Camel says, else where a name of its message stands. */
	private static Place place(YamlFile file, Exception ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof YamlDeserializationException yaml && yaml.getProblemMark().isPresent()) {
				return new Place(file.path().toString(), yaml.getProblemMark().get().getLine() + 1,
						yaml.getProblemMark().get().getColumn() + 1);
			}
		}
		List<String> lines = file.text().lines().toList();
		for (String word : String.valueOf(Wording.root(ex).getMessage()).split("[^\\w.]+")) {
			for (int i = 0; word.contains(".") && i < lines.size(); i++) {
				int at = lines.get(i).indexOf(word);
				if (at >= 0) {
					return new Place(file.path().toString(), i + 1, at + 1);
				}
			}
		}
		return Place.of(file.path());
	}

	List<RouteDefinition> routes() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}
