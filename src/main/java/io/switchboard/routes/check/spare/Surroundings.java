package io.switchboard.routes.check.spare;

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
 * The surroundings of the folder with the routes: a running Switchboard, or only
 * settings.
 *
 * @param settings a setting by its name, or null
 * @param origins of a setting, that from which it has its whole value
 * @param settingNames the names of all settings
 * @param switches the variables that settings switch on and off
 * @param beans those that can be looked up; null if none are made
 * @param beanNames the names of all beans that exist or would exist
 * @param declared what Switchboard's own beans declare
 * @param inJava the routes that come in jars
 * @param store where statements are tried
 */
public record Surroundings(UnaryOperator<@Nullable String> settings, UnaryOperator<String> origins,
		Supplier<Set<String>> settingNames, Set<String> switches, @Nullable BeanRepository beans,
		Supplier<Set<String>> beanNames, Supplier<Declared> declared, Supplier<List<RouteDefinition>> inJava,
		Store store) {

	/** Gives connections. */
	public interface Store {

		/**
		 * A connection, which the caller closes.
		 * @throws SQLException if there is none
		 */
		Connection connection() throws SQLException;

		/**
		 * A connection to a database of {@code databases.*}.
		 * @param name its name, or that of the store
		 * @return null if it cannot be asked, because nothing runs
		 */
		default @Nullable Connection connection(String name) throws SQLException {
			return name.equals(Databases.STORE) ? connection() : null;
		}

		/**
		 * Whether the database is a copy with only the product's tables.
		 */
		default boolean isStandIn() {
			return false;
		}

		/**
		 * Whether the real database may have tables or columns that are missing here.
		 * @param name the database's
		 */
		default boolean isIncomplete(String name) {
			return false;
		}

	}

}
