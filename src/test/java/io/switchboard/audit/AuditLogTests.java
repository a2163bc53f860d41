package io.switchboard.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.switchboard.store.Store;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What the log says where the store takes no entry. */
class AuditLogTests {

	@Test
	void who_did_it_and_what_the_store_quotes_stand_in_no_line_that_everybody_sees() throws Exception {
		Store store = mock(Store.class);
		SQLException refused = new SQLException("otto.smith is too long", "22001");
		given(store.write(any())).willThrow(refused);
		given(store.describe(refused)).willReturn("java.sql.SQLException, SQLState 22001");
		Logger log = (Logger) LoggerFactory.getLogger(Audit.class);
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		log.addAppender(lines);
		try {
			new Audit(store, new AuditSettings(Duration.ofDays(1)))
				.note(new AuditEntry(0, Instant.EPOCH, "otto.smith", "delivery.discard", "7", null, null));
		}
		finally {
			log.detachAppender(lines);
		}
		assertThat(lines.list).filteredOn((line) -> line.getLevel().isGreaterOrEqual(Level.INFO))
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("audit: delivery.discard is not noted: java.sql.SQLException, SQLState 22001");
	}

}
