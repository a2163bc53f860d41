package io.switchboard.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The databases that routes write to beside the store: {@code databases.<name>.*}. Each
 * has a pool of its own. While one is away, the deliveries that need it wait; a start
 * does not.
 */
@Component
public class Databases implements BeanDefinitionRegistryPostProcessor, EnvironmentAware {

	/** The beginning of the bean's name, before that of the database. */
	public static final String BEAN = "database-";

	/** The name by which routes know the store. */
	public static final String STORE = "store";

	private static final String SECTION = "databases";

	private static final String KNOWN = "A database has url, username, password and maximum-pool-size.";

	/** Their times have the zone of the session, and routes write UTC. */
	private static final Pattern WITHOUT_ZONES = Pattern.compile("jdbc:(?:mariadb|mysql):.*");

	private static final int POOL = 5;

	private static final long CONNECT_MILLIS = 5000;

	private @Nullable Environment environment;

	/**
	 * A database.
	 *
	 * @param url as JDBC has it
	 * @param username empty for none
	 * @param password empty for none
	 * @param maximumPoolSize how many connections at most
	 */
	record Settings(@Nullable String url, @Nullable String username, @Nullable String password,
			@Nullable Integer maximumPoolSize) {
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition("dataSource")) {
			registry.registerAlias("dataSource", BEAN + STORE);
		}
		settings(this.environment).forEach((name, settings) -> {
			check(name, settings);
			BeanDefinitionBuilder pool = BeanDefinitionBuilder
				.genericBeanDefinition(HikariDataSource.class, () -> pool(name, settings))
				.setDestroyMethodName("close");
			// an injected DataSource without a name is the store
			pool.getBeanDefinition().setAutowireCandidate(false);
			registry.registerBeanDefinition(BEAN + name, pool.getBeanDefinition());
		});
	}

	/**
	 * What is wrong with the settings of these databases, or with the store's URL; nobody
	 * connects to them.
	 * @param environment with all sources of settings
	 * @return a sentence and what to do; null if nothing is wrong
	 */
	public static @Nullable String wrong(Environment environment) {
		try {
			String store = environment.getProperty("spring.datasource.url", "");
			if (!store.isBlank()) {
				StoreConfiguration.isPostgresql(store);
			}
			settings(environment).forEach(Databases::check);
			return null;
		}
		catch (UnusableStoreException ex) {
			return "%s. %s".formatted(ex.getMessage(), ex.action());
		}
	}

	private static Map<String, Settings> settings(@Nullable Environment environment) {
		try {
			return (environment == null) ? Map.of()
					: Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
						.bind(SECTION, Bindable.mapOf(String.class, Settings.class))
						.orElse(Map.of());
		}
		catch (BindException ex) {
			if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
				throw new UnusableStoreException(
						"there is no setting %s".formatted(unbound.getUnboundProperties().iterator().next().getName()),
						KNOWN);
			}
			boolean isNumber = String.valueOf(ex.getName()).endsWith(".maximum-pool-size");
			throw new UnusableStoreException(
					ex.getName() + (isNumber ? " is not a number" : " is a section and cannot be a single value"),
					KNOWN);
		}
	}

	private static void check(String name, Settings settings) {
		String setting = "%s.%s".formatted(SECTION, name);
		if (!name.matches("[a-z][a-z0-9-]*") || name.equals(STORE)) {
			throw new UnusableStoreException(setting + ": this cannot be a database's name",
					"Use lower case letters, digits and hyphens, and another word than store.");
		}
		if (settings.url() == null || settings.url().isBlank()) {
			throw new UnusableStoreException(setting + ".url is missing",
					"Set it, such as jdbc:postgresql://host/database.");
		}
		if (settings.maximumPoolSize() != null && settings.maximumPoolSize() < 1) {
			throw new UnusableStoreException(
					"%s.maximum-pool-size cannot be %d".formatted(setting, settings.maximumPoolSize()),
					"It is how many connections at most: 1 or more.");
		}
		StoreConfiguration.withoutUser(setting + ".url", settings.url());
		try {
			DriverManager.getDriver(settings.url());
		}
		catch (SQLException ex) {
			throw new UnusableStoreException(
					"%s.url: there is no driver for %s".formatted(setting,
							settings.url().replaceFirst("(?s)^((?:jdbc:)?\\w{0,20}).*", "$1")),
					JdbcDrivers.mend(settings.url()));
		}
	}

	private static HikariDataSource pool(String name, Settings settings) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName(BEAN + name);
		pool.setJdbcUrl(settings.url());
		pool.setUsername(settings.username());
		pool.setPassword(settings.password());
		pool.setMaximumPoolSize((settings.maximumPoolSize() != null) ? settings.maximumPoolSize() : POOL);
		pool.setMinimumIdle(0);
		pool.setConnectionTimeout(CONNECT_MILLIS);
		pool.setInitializationFailTimeout(-1);
		if (settings.url() != null && settings.url().startsWith("jdbc:postgresql:")) {
			// all values are bound as text, as in the store
			pool.addDataSourceProperty("stringtype", "unspecified");
		}
		if (settings.url() != null && WITHOUT_ZONES.matcher(settings.url()).matches()) {
			pool.setConnectionInitSql("set time_zone = '+00:00'");
		}
		return pool;
	}

}
