package io.switchboard.routes.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.switchboard.delivery.durable.Switches;
import io.switchboard.routes.check.spare.Declared;
import io.switchboard.routes.check.spare.Surroundings;
import io.switchboard.settings.SettingLookup;
import io.switchboard.store.Databases;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The check inside a running Switchboard. */
@Configuration(proxyBeanMethods = false)
class CheckConfiguration {

	@Bean
	FolderCheck folderCheck(SettingLookup settings, Switches switches, DataSource store, ApplicationContext spring,
			ObjectProvider<CamelContext> camel, ObjectProvider<RoutesBuilder> builders) {
		return new FolderCheck(new Surroundings(settings::get, settings::whole, settings::names,
				switches.facts().keySet(), new ApplicationContextBeanRepository(spring),
				() -> Set.of(spring.getBeanDefinitionNames()), () -> Declared.of(spring),
				() -> inJava(camel.getObject(), builders), new RunningStores(store, spring)));
	}

	/** The databases that the routes reach. */
	private record RunningStores(DataSource store, ApplicationContext spring) implements Surroundings.Store {

		@Override
		public Connection connection() throws SQLException {
			return this.store.getConnection();
		}

		@Override
		public @Nullable Connection connection(String name) throws SQLException {
			String bean = Databases.BEAN + name;
			return this.spring.containsBean(bean) ? this.spring.getBean(bean, DataSource.class).getConnection() : null;
		}

	}

	/** The routes of the application, even those that do not run yet. */
	private static List<RouteDefinition> inJava(CamelContext camel, ObjectProvider<RoutesBuilder> builders) {
		List<RouteDefinition> routes = new ArrayList<>();
		for (RoutesBuilder each : builders) {
			if (each instanceof RouteBuilder builder) {
				routes.addAll(written(builder, camel));
			}
		}
		return routes;
	}

	private static List<RouteDefinition> written(RouteBuilder builder, CamelContext camel) {
		try {
			return camel.isStarted() ? builder.getRouteCollection().getRoutes()
					: builder.configureRoutes(camel).getRoutes();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the routes in %s cannot be read".formatted(builder.getClass()), ex);
		}
	}

}
