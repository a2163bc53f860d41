package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes tell each other by PostgreSQL's {@code NOTIFY} for which routes they filed
 * deliveries that another node runs. A lost notice costs only time, because each node
 * looks into the table too, less often.
 */
final class Notices implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Notices.class);

	private static final String CHANNEL = "switchboard_filed";

	/** After this much silence, the server is asked whether it is there. */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private static final Duration SPACING = Duration.ofMillis(10);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** PostgreSQL takes 8,000 bytes. */
	private static final int LONGEST = 7000;

	private final HikariDataSource store;

	private final Properties settings = new Properties();

	private final Consumer<Set<String>> told;

	private final AtomicReference<Set<String>> toTell = new AtomicReference<>(Set.of());

	private final Thread speaker = new Thread(this::speak, "node-notices");

	private final Thread listener = new Thread(this::listen, "node-listens");

	private volatile @Nullable Connection listening;

	private volatile boolean closed;

	/** {@code told} gets the routes, or an empty set if it may be any route. */
	Notices(HikariDataSource store, Consumer<Set<String>> told) {
		this.store = store;
		this.told = told;
		this.settings.putAll(store.getDataSourceProperties());
		if (store.getUsername() != null) {
			this.settings.setProperty("user", store.getUsername());
		}
		if (store.getPassword() != null) {
			this.settings.setProperty("password", store.getPassword());
		}
		this.speaker.setDaemon(true);
		this.listener.setDaemon(true);
	}

	/** Begins to send notices, and to listen if no pooler is in between. */
	void start(boolean listens) {
		this.speaker.start();
		if (listens) {
			this.listener.start();
		}
	}

	/** Whether notices reach us. */
	boolean isListening() {
		return this.listening != null;
	}

	/** Sends the notice soon, together with others of that moment. */
	void tell(Set<String> routes) {
		Set<String> before = this.toTell.getAndUpdate((waiting) -> {
			Set<String> both = new TreeSet<>(waiting);
			both.addAll(routes);
			return both;
		});
		if (before.isEmpty()) {
			LockSupport.unpark(this.speaker);
		}
	}

	private void speak() {
		while (!this.closed) {
			Set<String> routes = this.toTell.getAndSet(Set.of());
			if (routes.isEmpty()) {
				LockSupport.park(this);
				continue;
			}
			String text = String.join(" ", routes);
			try (Connection connection = this.store.getConnection();
					PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
				notify.setString(1, CHANNEL);
				notify.setString(2, (text.length() <= LONGEST) ? text : "");
				notify.execute();
			}
			catch (SQLException ex) {
				log.debug("no notice is sent: other nodes look into the table by themselves", ex);
			}
			// the first notice goes at once, and those that follow closely go together
			LockSupport.parkNanos(SPACING.toNanos());
		}
	}

	private void listen() {
		while (!this.closed) {
			try (Connection connection = DriverManager.getConnection(this.store.getJdbcUrl(), this.settings);
					Statement statement = connection.createStatement()) {
				statement.execute("listen " + CHANNEL);
				this.listening = connection;
				// deliveries that were filed before listening began
				this.told.accept(Set.of());
				hear(connection, statement);
			}
			catch (SQLException | RuntimeException ex) {
				log.debug("no notices are heard, trying again", ex);
			}
			this.listening = null;
			if (!this.closed) {
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	private void hear(Connection connection, Statement statement) throws SQLException {
		PGConnection heard = connection.unwrap(PGConnection.class);
		while (!this.closed) {
			PGNotification[] notices = heard.getNotifications((int) SILENCE.toMillis());
			if (notices == null || notices.length == 0) {
				statement.execute("select 1");
				continue;
			}
			Set<String> routes = new TreeSet<>();
			boolean any = false;
			for (PGNotification notice : notices) {
				any |= notice.getParameter().isEmpty();
				routes.addAll(Arrays.asList(notice.getParameter().split(" ")));
			}
			this.told.accept(any ? Set.of() : routes);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.speaker);
		LockSupport.unpark(this.listener);
		Connection connection = this.listening;
		if (connection != null) {
			try {
				connection.abort(Runnable::run);
			}
			catch (SQLException ex) {
				log.debug("it ends by itself", ex);
			}
		}
	}

}
