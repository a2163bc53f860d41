package io.switchboard;

import java.util.Collection;
import java.util.stream.Stream;

import io.switchboard.mail.DemoMailServer;

import org.springframework.context.ApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.awaitility.Awaitility.await;

/** The tables of a Switchboard that runs. */
public final class Tables {

	private Tables() {
	}

	/**
	 * Empties the tables: no events, calls or mails, and no paused route, as after the
	 * first start.
	 */
	public static void forgetAll(ApplicationContext application) {
		JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
		// otherwise the projector writes calls of events that it has just read
		synchronized (application.getBean("callProjector")) {
			empty(jdbc, "paused_route", "answer", "attempt", "delivery", "event", "call", "call_leg", "event_count");
		}
		DemoMailServer server = application.getBean(DemoMailServer.class);
		Object mails = ReflectionTestUtils.getField(server, "newest");
		((Collection<?>) ReflectionTestUtils.getField(mails, "mails")).clear();
		ReflectionTestUtils.setField(mails, "size", 0L);
	}

	/**
	 * Deletes all rows, in one commit; deliveries that are under way may be in the way
	 * for a moment.
	 */
	public static void empty(JdbcTemplate jdbc, String... tables) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(jdbc.getDataSource()));
		await().ignoreException(PessimisticLockingFailureException.class).until(() -> {
			transaction.executeWithoutResult(
					(status) -> Stream.of(tables).forEach((table) -> jdbc.update("delete from " + table)));
			return true;
		});
	}

}
