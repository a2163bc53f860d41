package io.switchboard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.MariaDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The databases beside the store, and the report of one that does not work. */
class DatabasesTests {

	@Test
	void a_database_is_a_bean_that_nobody_takes_for_the_store() {
		try (var context = started(Map.of("databases.reporting.url", "jdbc:sqlite::memory:",
				"databases.reporting.maximum-pool-size", "1"))) {
			assertThat(context.getBean("database-reporting")).isInstanceOf(DataSource.class);
			assertThat(context.getBeanDefinition("database-reporting").isAutowireCandidate()).isFalse();
		}
	}

	@Test
	void a_database_of_another_vendor_is_written_to() throws SQLException {
		try (var context = started(Map.of("databases.reporting.url", MariaDb.newDatabase()));
				Connection connection = context.getBean("database-reporting", DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create table call_log (event_key varchar(200) primary key, caller text)");
			statement.execute("insert into call_log values ('1', 'Zoë 🙂')");
			try (ResultSet row = statement.executeQuery("select caller from call_log")) {
				assertThat(row.next()).isTrue();
				assertThat(row.getString(1)).isEqualTo("Zoë 🙂");
			}
		}
	}

	@Test
	void its_password_may_stand_in_the_environment() {
		try (var context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("file",
						Map.of("databases.reporting.url", "jdbc:postgresql://db/reporting")));
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("DATABASES_REPORTING_PASSWORD", "from the environment")));
			context.registerBean(Databases.class);
			context.refresh();
			assertThat(context.getBean("database-reporting", HikariDataSource.class).getPassword())
				.isEqualTo("from the environment");
		}
	}

	@Test
	void one_that_cannot_be_is_named_with_its_setting() {
		refused(Map.of("databases.reporting.username", "me"), "databases.reporting.url is missing");
		refused(Map.of("databases.reporting.url", "jdbc:mysql://host/db?password=secret"),
				"databases.reporting.url: there is no driver for jdbc:mysql");
		refused(Map.of("databases.reporting.url", "jdbc:sqlite::memory:", "databases.reporting.pasword", "x"),
				"databases");
		refused(Map.of("databases.reporting.url", "jdbc:oracle:thin:@host:1521/x"),
				"databases.reporting.url: there is no driver for jdbc:oracle");
		refused(Map.of("databases.store.url", "jdbc:sqlite::memory:"), "databases.store");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:oracle:thin:@host:1521/x   | (from Maven Central: com.oracle.database.jdbc:ojdbc11)
			jdbc:mysql://host/db            | (from Maven Central: com.mysql:mysql-connector-j)
			jdbc:mariadbd://host/db         | Did you mean jdbc:mariadb?
			jdbc:postgres://host/db         | Did you mean jdbc:postgresql?
			jdbc:vendor:x                   | Put the driver's jar into lib/
			postgresql://host/db            | It is a URL such as jdbc:postgresql://host/database.
			""")
	void a_missing_driver_is_told_with_where_it_is_from_and_where_it_goes(String url, String told) {
		assertThat(Databases.wrong(new MockEnvironment().withProperty("databases.reporting.url", url)))
			.startsWith("databases.reporting.url: there is no driver for ")
			.contains(told);
	}

	@Test
	void a_check_tells_what_stops_the_start() {
		assertThat(Databases.wrong(new MockEnvironment())).isNull();
		assertThat(Databases.wrong(new MockEnvironment().withProperty("databases.reporting.url", "jdbc:sqlite:x")))
			.isNull();
		assertThat(Databases.wrong(new MockEnvironment().withProperty("databases.reporting.pasword", "x")))
			.isEqualTo("there is no setting databases.reporting.pasword. "
					+ "A database has url, username, password and maximum-pool-size.");
		assertThat(Databases
			.wrong(new MockEnvironment().withProperty("databases.reporting.url", "postgresql://me:x@h/db")))
			.startsWith("databases.reporting.url: there is no driver for postgresql. ");
		assertThat(
				Databases.wrong(new MockEnvironment().withProperty("spring.datasource.url", "jdbc:mysql://me:x@h/db")))
			.startsWith("Switchboard stores in SQLite")
			.doesNotContain("me:x");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					databases                            | x   | databases is a section and cannot be a single value. A database has url
					databases.reporting                  | x   | databases.reporting is a section and cannot be a single value.
					databases.reporting.maximum-pool-size | abc | databases.reporting.maximum-pool-size is not a number.
					databases.reporting.maximum-pool-size | -1  | databases.reporting.maximum-pool-size cannot be -1. It is how many
					databases.reporting.url | jdbc:postgresql://me:s3cr@h/x | databases.reporting.url: PostgreSQL's driver takes no user
					spring.datasource.url   | jdbc:postgresql://me:s3cr@h/x | spring.datasource.url: PostgreSQL's driver takes no user
					""")
	void a_wrong_value_is_told_in_words_of_the_settings(String name, String value, String told) {
		MockEnvironment environment = new MockEnvironment();
		if (name.endsWith("size")) {
			environment.setProperty("databases.reporting.url", "jdbc:sqlite:x");
		}
		assertThat(Databases.wrong(environment.withProperty(name, value))).startsWith(told).doesNotContain("s3cr");
	}

	private static void refused(Map<String, Object> settings, String told) {
		assertThatThrownBy(() -> started(settings).close()).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining(told)
			.hasMessageNotContaining("secret");
	}

	private static AnnotationConfigApplicationContext started(Map<String, Object> settings) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
		context.registerBean(Databases.class);
		context.refresh();
		return context;
	}

}
