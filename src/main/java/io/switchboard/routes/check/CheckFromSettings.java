package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.switchboard.delivery.durable.Switches;
import io.switchboard.routes.check.spare.JarBeans;
import io.switchboard.routes.check.spare.Surroundings;
import io.switchboard.routes.check.statement.MemoryStore;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

import org.springframework.core.env.ConfigurableEnvironment;

/** The check without a running Switchboard: no store, no network, settings alone. */
public final class CheckFromSettings {

	/** Finds the routes of jars that need beans of a running Switchboard. */
	static final List<String> IN_JAVA = List.of("direct:voipstudio-api");

	private CheckFromSettings() {
	}

	/**
	 * Makes one.
	 * @param environment with all sources of settings
	 * @return never null
	 */
	public static FolderCheck of(ConfigurableEnvironment environment) {
		// each takes a while, so the rest goes on beside it
		CompletableFuture.runAsync(JarBeans::get);
		MemoryStore store = new MemoryStore();
		store.prepare();
		return new FolderCheck(surroundings(environment, store));
	}

	static Surroundings surroundings(ConfigurableEnvironment environment) {
		return surroundings(environment, new MemoryStore());
	}

	private static Surroundings surroundings(ConfigurableEnvironment environment, MemoryStore store) {
		SettingLookup settings = new SettingLookup(environment);
		return new Surroundings(settings::get, settings::whole, settings::names, Switches.names(environment), null,
				() -> JarBeans.get().names(), () -> JarBeans.get().declared(), () -> inJava(JarBeans.get().routes()),
				store);
	}

	private static List<RouteDefinition> inJava(List<RouteBuilder> builders) {
		List<RouteDefinition> routes = new ArrayList<>();
		IN_JAVA.forEach((channel) -> routes.add(JarBeans.reader(channel)));
		try (SpareCamel camel = new SpareCamel(null)) {
			for (RouteBuilder builder : builders) {
				routes.addAll(builder.configureRoutes(camel).getRoutes());
			}
			routes.addAll(JarBeans.get().routesOfLib(camel));
		}
		catch (Exception ex) {
			throw new IllegalStateException("the routes in Java cannot be read", ex);
		}
		return routes;
	}

}
