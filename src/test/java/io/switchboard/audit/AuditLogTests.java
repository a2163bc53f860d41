package io.switchboard.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.OwnLines;
import io.switchboard.store.Store;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The log has the entry that the store did not take. */
class AuditLogTests {

	@Test
	void who_did_it_and_what_the_store_quotes_stand_in_no_line_that_everybody_sees() throws Exception {
		Store store = mock(Store.class);
		SQLException refused = new SQLException("otto.smith is too long", "22001");
		given(store.write(any())).willThrow(refused);
		given(store.describe(refused)).willReturn("java.sql.SQLException, SQLState 22001");
		try (OwnLines log = new OwnLines(Audit.class)) {
			new Audit(store, new AuditSettings(Duration.ofDays(1)))
				.note(new AuditEntry(0, Instant.EPOCH, "otto.smith", "delivery.discard", "7", null, null));
			assertThat(log.lines()).singleElement()
				.asString()
				.endsWith("audit: delivery.discard is not noted: java.sql.SQLException, SQLState 22001")
				.doesNotContain("otto");
		}
	}

}
