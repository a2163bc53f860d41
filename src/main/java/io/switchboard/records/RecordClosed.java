package io.switchboard.records;

import java.sql.SQLException;
import java.util.List;

import io.switchboard.declared.Offline;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Forgets the ticket of a number once it is closed, so that the next call gets another.
 * It is closed if the answer is 404, or has one of the values {@code closed} at the path
 * {@code status}. Without a {@code status}, it is always forgotten.
 */
@Component("recordClosed")
final class RecordClosed implements Processor {

	private static final int NOT_FOUND = 404;

	private final @Nullable MadeRecords records;

	@Autowired
	RecordClosed(@Nullable MadeRecords records) {
		this.records = records;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordClosed unsent() {
		return new RecordClosed(null);
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		String path = CurrentRecord.take(exchange, "status");
		List<String> closed = List.of(CurrentRecord.take(exchange, "closed").split(","));
		String status = path.isEmpty() ? "" : AnswerPath.text(CurrentRecord.answer(exchange), path);
		if (!path.isEmpty() && CurrentRecord.status(exchange) != NOT_FOUND) {
			if (status.isEmpty()) {
				throw current.strange("whether the ticket is open");
			}
			if (!closed.contains(status)) {
				return;
			}
		}
		if (this.records != null) {
			this.records.forget(current.system(), current.subject(CurrentRecord.TICKET));
		}
		current.facts().put(CurrentRecord.TICKET, "");
	}

}
