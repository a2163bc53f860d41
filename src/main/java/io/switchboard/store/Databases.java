package io.switchboard.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
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
		settings().forEach((name, settings) -> {
			check(name, settings);
			BeanDefinitionBuilder pool = BeanDefinitionBuilder
				.genericBeanDefinition(HikariDataSource.class, () -> pool(name, settings))
				.setDestroyMethodName("close");
			// an injected DataSource without a name is the store
			pool.getBeanDefinition().setAutowireCandidate(false);
			registry.registerBeanDefinition(BEAN + name, pool.getBeanDefinition());
		});
	}

	private Map<String, Settings> settings() {
		try {
			return (this.environment == null) ? Map.of()
					: Binder.get(this.environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
						.bind(SECTION, Bindable.mapOf(String.class, Settings.class))
						.orElse(Map.of());
		}
		catch (BindException ex) {
			throw new UnusableStoreException(
					"%s: %s".formatted(ex.getName(), (ex.getCause() != null) ? ex.getCause().getMessage() : ex),
					"A database has url, username, password and maximum-pool-size.");
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
		try {
			DriverManager.getDriver(settings.url());
		}
		catch (SQLException ex) {
			throw new UnusableStoreException(
					"%s.url: there is no driver for %s".formatted(setting,
							settings.url().replaceFirst("(jdbc:\\w+).*", "$1")),
					"Put the driver's jar into lib/, or mend the URL.");
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
		return pool;
	}

}
