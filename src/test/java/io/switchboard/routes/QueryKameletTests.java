package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.values.Values;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows that the kamelet sql-query-action finds in a real database, as a route gets
 * them.
 */
class QueryKameletTests {

	@TempDir
	Path folder;

	private final SQLiteDataSource database = new SQLiteDataSource();

	@BeforeEach
	void fill() throws Exception {
		Files.createDirectories(this.folder.resolve("statements"));
		Files.writeString(this.folder.resolve("statements/customer.sql"),
				"select name, tier from customer where number = :?src or number = :?other order by name limit 10");
		this.database.setUrl("jdbc:sqlite:" + this.folder.resolve("crm.db"));
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("create table customer (number text, name text, tier integer)");
			statement
				.executeUpdate("insert into customer values ('447700900123', 'Roe & Daughters', 2), ('1', 'b', 1)");
			statement.executeUpdate("insert into customer values ('447700900123', 'Jane', 1)");
		}
	}

	@Test
	void rows_are_a_list_of_maps() throws Exception {
		assertThat(found("447700900123"))
			.isEqualTo(List.of(Map.of("name", "Jane", "tier", 1), Map.of("name", "Roe & Daughters", "tier", 2)));
		assertThat(found("nobody")).isEqualTo(List.of());
		assertThat(found("' or 1=1 --")).isEqualTo(List.of());
	}

	/** The example of routes/README.md: an own table instead of a file in lookups. */
	@Test
	void a_row_of_a_table_of_ones_own_or_else_its_default_is_asked_by_its_columns() throws Exception {
		Files.writeString(this.folder.resolve("statements/customer.sql"),
				"select name from customer where number in (:?src, '*') order by number = '*' limit 1");
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("insert into customer values ('2100', 'Sales', 1), ('*', 'Support', 1)");
		}
		assertThat(name("2100")).isEqualTo("Sales");
		assertThat(name("2200")).isEqualTo("Support");
		assertThat(name("")).isEqualTo("Support");
	}

	private String name(String number) throws Exception {
		try (DefaultCamelContext camel = new DefaultCamelContext()) {
			Exchange exchange = new DefaultExchange(camel);
			exchange.setVariable("customer", found(number));
			return camel.resolveLanguage("simple")
				.createExpression("${variable.customer[0][name]}")
				.evaluate(exchange, String.class);
		}
	}

	private Object found(String number) throws Exception {
		try (DefaultCamelContext camel = new DefaultCamelContext()) {
			Map<String, String> settings = Map.of("routes.dir", this.folder.toString());
			Values.install(camel, "file:routes/kamelets", settings::get);
			camel.getRegistry().bind("database-crm", this.database);
			camel.getRegistry().bind("statementParameters", new StatementParameters());
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			PluginHelper.getRoutesLoader(camel).loadRoutes(List.of(ResourceHelper.fromString("it.camel.yaml", """
					- route:
					    from:
					      uri: direct:it
					      steps:
					        - to:
					            uri: kamelet:sql-query-action
					            variableReceive: customer
					            parameters: {statement: customer, database: crm}
					""")));
			camel.start();
			Map<String, String> body = Map.of("src", number);
			Exchange done = camel.createProducerTemplate()
				.request("direct:it", (exchange) -> exchange.getMessage().setBody(body));
			assertThat(done.getException()).isNull();
			assertThat(done.getMessage().getBody()).as("the body stays").isEqualTo(body);
			return done.getVariable("customer");
		}
	}

}
