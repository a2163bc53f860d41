package io.switchboard.records;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.declared.Offline;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads the result of a search for a record, or for its {@code part}, that an attempt may
 * have made. The header {@code found} is the path of its id in the answer. With
 * {@code list}, the record is the one whose text has {@code holding}, and whose
 * {@code status} is not one of {@code closed}. The {@code state} is then {@code found},
 * or {@code new} if there is none. A search may lag behind by the seconds of the header
 * {@code lag}; within that time it is repeated later.
 */
@Component("recordFound")
final class RecordFound implements Processor {

	static final String BEGUN_AT = "SwitchboardRecordBegunAt";

	private final @Nullable MadeRecords records;

	@Autowired
	RecordFound(@Nullable MadeRecords records) {
		this.records = records;
	}

	/** For records that nobody makes. */
	@Offline
	static RecordFound unsent() {
		return new RecordFound(null);
	}

	@Override
	public void process(Exchange exchange) throws SQLException {
		CurrentRecord current = CurrentRecord.of(exchange);
		String part = CurrentRecord.take(exchange, "part");
		String id = found(exchange);
		String lag = CurrentRecord.take(exchange, "lag");
		if (this.records == null) {
			return;
		}
		if (id.isEmpty()) {
			Duration behind = lag.isEmpty() ? CurrentRecord.LAG : Duration.ofSeconds(Long.parseLong(lag));
			current.awaitSearch(exchange.getProperty(BEGUN_AT, Instant.EPOCH, Instant.class), this.records.now(),
					behind);
			this.records.beginAgain(current.system(), current.subject(part));
			current.set(part, "new", "");
			return;
		}
		this.records.keep(current.system(), current.subject(part), current.delivery(), id);
		current.set(part, "found", id);
	}

	private static String found(Exchange exchange) {
		String path = CurrentRecord.take(exchange, "found");
		String list = CurrentRecord.take(exchange, "list");
		String holding = CurrentRecord.take(exchange, "holding");
		String status = CurrentRecord.take(exchange, "status");
		List<String> closed = List.of(CurrentRecord.take(exchange, "closed").split(","));
		Object answer = CurrentRecord.answer(exchange);
		Object listed = list.isEmpty() ? answer : AnswerPath.at(answer, list);
		List<?> all = (listed instanceof List<?> several) ? several
				: (answer != null && list.isEmpty()) ? List.of(answer) : List.of();
		return all.stream()
			.filter((each) -> String.valueOf(each).contains(holding))
			.filter((each) -> status.isEmpty() || !closed.contains(AnswerPath.text(each, status)))
			.map((each) -> AnswerPath.text(each, path))
			.findFirst()
			.orElse("");
	}

}
