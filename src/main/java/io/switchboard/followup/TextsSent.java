package io.switchboard.followup;

import java.sql.SQLException;
import java.time.Instant;

import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.api.TextSent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes a follow-up when its caller gets a text message, if
 * {@code follow-up.closed-by-sms} is set.
 */
@Component
class TextsSent {

	private static final Logger log = LoggerFactory.getLogger(TextsSent.class);

	private static final String REASON = "A text message was sent to them.";

	private final Store store;

	private final FollowUpTable table;

	private final Journal journal;

	private final PhoneNumbers numbers;

	private final FollowUpSettings settings;

	TextsSent(Store store, FollowUpTable table, Journal journal, PhoneNumbers numbers, FollowUpSettings settings) {
		this.store = store;
		this.table = table;
		this.journal = journal;
		this.numbers = numbers;
		this.settings = settings;
	}

	/** Must not throw, because the text was sent already. */
	@EventListener
	void sent(TextSent text) {
		@Nullable String number = this.numbers.e164(text.to());
		if (!this.settings.enabled() || !this.settings.closedBySms() || number == null) {
			return;
		}
		try {
			close(number, this.store.clock().instant());
		}
		catch (SQLException | RuntimeException ex) {
			log.warn("a text message was sent, but its follow-up is not closed: {}", this.store.describe(ex));
		}
	}

	private void close(String number, Instant now) throws SQLException {
		this.store.write((connection) -> {
			for (FollowUp each : this.table.waiting(connection, number)) {
				Draft draft = Draft.of(each);
				draft.close(now, FollowUp.BY_TEXT, REASON);
				FollowUp after = this.table.write(connection, draft);
				this.journal.note(connection, after, now, null, "closed", REASON);
				this.journal.closed(connection, after, now);
			}
			return null;
		});
	}

}
