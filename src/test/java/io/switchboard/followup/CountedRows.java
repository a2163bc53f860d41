package io.switchboard.followup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * Counts the statements that run on a connection, and the rows that they read or write.
 */
final class CountedRows {

	private int count;

	int count() {
		return this.count;
	}

	Connection on(Connection connection) {
		return counted(Connection.class, connection);
	}

	private <T> T counted(Class<T> type, Object real) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					Object result = method.invoke(real, arguments);
					if (method.getName().startsWith("execute")) {
						this.count += 1 + ((result instanceof Integer rows) ? rows : 0);
					}
					else if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
						this.count++;
					}
					Class<?> declared = method.getReturnType();
					return (declared == PreparedStatement.class || declared == ResultSet.class)
							? counted(declared.asSubclass(AutoCloseable.class), result) : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

}
