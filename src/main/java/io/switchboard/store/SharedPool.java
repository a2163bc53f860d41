package io.switchboard.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections. Guests read for people, and get half of the connections at most.
 * So pages never take the connections of events and deliveries.
 */
public class SharedPool extends HikariDataSource {

	/** The state of a thread: whether it is a guest, and how many connections it has. */
	private static final ThreadLocal<int[]> GUEST = new ThreadLocal<>();

	private @Nullable Semaphore guests;

	/** The work of a guest, which may throw any exception. */
	@FunctionalInterface
	public interface Work<A extends Exception, B extends Exception> {

		/** Runs in the thread that calls. */
		void run() throws A, B;

	}

	/**
	 * Runs something as a guest.
	 * @param work what to run
	 */
	public static <A extends Exception, B extends Exception> void asGuest(Work<A, B> work) throws A, B {
		int[] before = GUEST.get();
		GUEST.set((before != null) ? before : new int[1]);
		try {
			work.run();
		}
		finally {
			if (before == null) {
				GUEST.remove();
			}
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		int[] held = GUEST.get();
		// a second connection of the same guest must not wait for the first
		if (held == null || held[0] > 0) {
			return super.getConnection();
		}
		Semaphore guests = guests();
		enter(guests);
		try {
			Connection connection = super.getConnection();
			held[0]++;
			return leaving(connection, guests, held);
		}
		catch (SQLException | RuntimeException ex) {
			guests.release();
			throw ex;
		}
	}

	private synchronized Semaphore guests() {
		if (this.guests == null) {
			this.guests = new Semaphore(Math.max(1, getMaximumPoolSize() / 2), true);
		}
		return this.guests;
	}

	private void enter(Semaphore guests) throws SQLException {
		try {
			if (!guests.tryAcquire(getConnectionTimeout(), TimeUnit.MILLISECONDS)) {
				throw new SQLTransientConnectionException("the console's half of the connections is in use");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("interrupted", ex);
		}
	}

	/** The same connection with another way to close it. */
	private static Connection leaving(Connection connection, Semaphore guests, int[] held) {
		AtomicBoolean left = new AtomicBoolean();
		return (Connection) Proxy.newProxyInstance(SharedPool.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
					finally {
						if (method.getName().equals("close") && left.compareAndSet(false, true)) {
							held[0]--;
							guests.release();
						}
					}
				});
	}

}
