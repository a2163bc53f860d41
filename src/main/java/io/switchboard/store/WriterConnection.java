package io.switchboard.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A connection that is taken from the pool only for its first statement. If that
 * statement writes in a transaction, the writer's turn is taken first, as in
 * {@link Store#write}. The same order everywhere avoids a deadlock between the turn and
 * the pool.
 */
final class WriterConnection implements InvocationHandler {

	private static final Pattern READS = Pattern.compile(
			"(?is)(\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+(select|values|explain|with(?!.*\\b(insert|update|delete|replace)\\b))\\b.*");

	private static final Dialect.Turn NONE = () -> {
		// was not taken, or has ended
	};

	private final DataSource pool;

	private final Dialect dialect;

	private @Nullable Connection real;

	private Dialect.Turn turn = NONE;

	private boolean autoCommit = true;

	private WriterConnection(DataSource pool, Dialect dialect) {
		this.pool = pool;
		this.dialect = dialect;
	}

	static Connection of(DataSource pool, Dialect dialect) {
		return (Connection) Proxy.newProxyInstance(WriterConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new WriterConnection(pool, dialect));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		Connection opened = this.real;
		if (opened == null) {
			switch (method.getName()) {
				case "setAutoCommit" -> {
					this.autoCommit = Boolean.TRUE.equals(arguments[0]);
					return null;
				}
				case "getAutoCommit" -> {
					return this.autoCommit;
				}
				case "close", "commit", "rollback" -> {
					return null;
				}
				default -> opened = open(method, arguments);
			}
		}
		try {
			return method.invoke(opened, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		finally {
			switch (method.getName()) {
				case "close", "commit", "rollback" -> end();
				default -> {
					// goes on
				}
			}
		}
	}

	private Connection open(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
		boolean reads = arguments != null && arguments[0] instanceof String sql && READS.matcher(sql).matches();
		if (!this.autoCommit && !reads) {
			this.turn = this.dialect.takeTurn();
		}
		try {
			Connection opened = this.pool.getConnection();
			this.real = opened;
			opened.setAutoCommit(this.autoCommit);
			return opened;
		}
		catch (SQLException | RuntimeException ex) {
			end();
			throw ex;
		}
	}

	private void end() {
		this.turn.end();
		this.turn = NONE;
	}

}
