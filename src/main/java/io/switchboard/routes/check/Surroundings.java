package io.switchboard.routes.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.switchboard.store.Databases;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

/**
 * What the folder with the routes stands in: a running Switchboard, or settings alone.
 *
 * @param settings a setting by its name, or null
 * @param settingNames the names of all settings
 * @param switches the variables that settings switch on and off
 * @param beans those that can be looked up; null where none are made
 * @param beanNames the names of all beans that there are or would be
 * @param declared what Switchboard's own beans say of themselves
 * @param inJava the routes that come in jars
 * @param store where statements are tried
 */
record Surroundings(UnaryOperator<@Nullable String> settings, Supplier<Set<String>> settingNames, Set<String> switches,
		@Nullable BeanRepository beans, Supplier<Set<String>> beanNames, Supplier<Declared> declared,
		Supplier<List<RouteDefinition>> inJava, Store store) {

	/** Gives connections. */
	interface Store {

		/**
		 * A connection, which is closed by who asked for it.
		 * @throws SQLException if there is none
		 */
		Connection connection() throws SQLException;

		/**
		 * The same of a database of {@code databases.*}.
		 * @param name its name, or that of the store
		 * @return null where it cannot be asked: nothing runs
		 */
		default @Nullable Connection connection(String name) throws SQLException {
			return name.equals(Databases.STORE) ? connection() : null;
		}

		/**
		 * Whether it has the product's tables alone, in a database that is not the one
		 * that runs.
		 */
		default boolean isStandIn() {
			return false;
		}

		/**
		 * Whether a table or a column may be missing here that is in the database that
		 * runs.
		 * @param name the database's
		 */
		default boolean isIncomplete(String name) {
			return false;
		}

	}

}
