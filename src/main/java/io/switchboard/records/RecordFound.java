package io.switchboard.records;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * or {@code new} if there is none. With {@code more}, the kamelet makes another search
 * first, and the state is {@code sought}. A search may lag behind by the seconds of the
 * header {@code lag}; within that time it is repeated later. An answer that does not say
 * what was found is a failure: the record may exist.
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
		String lag = CurrentRecord.take(exchange, "lag");
		boolean more = CurrentRecord.take(exchange, "more").equals("true");
		Search search = Search.take(exchange);
		if (this.records == null) {
			return;
		}
		String id = search.found(exchange, current);
		if (id.isEmpty() && more) {
			current.set(part, "sought", "");
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

	/**
	 * What the headers say about the search; parts that a kamelet does not set are empty.
	 */
	private record Search(String path, String list, String holding, String status, List<String> closed) {

		/** {@code results.0.id} is the first of a list too. */
		private static final Pattern PLACE = Pattern.compile("(.+?)\\.\\d{1,4}\\..+");

		private static final int NO_CONTENT = 204;

		private static Search take(Exchange exchange) {
			return new Search(CurrentRecord.take(exchange, "found"), CurrentRecord.take(exchange, "list"),
					CurrentRecord.take(exchange, "holding"), CurrentRecord.take(exchange, "status"),
					List.of(CurrentRecord.take(exchange, "closed").split(",")));
		}

		private String found(Exchange exchange, CurrentRecord current) {
			Object answer = CurrentRecord.answer(exchange);
			if (answer == null && CurrentRecord.status(exchange) == NO_CONTENT) {
				return "";
			}
			if (!isTold(answer)) {
				throw current.strange("whether the record exists");
			}
			Object listed = this.list.isEmpty() ? answer : AnswerPath.at(answer, this.list);
			List<?> all = (listed instanceof List<?> several) ? several
					: (answer != null && this.list.isEmpty()) ? List.of(answer) : List.of();
			return all.stream()
				.filter((each) -> String.valueOf(each).contains(this.holding))
				.filter((each) -> this.status.isEmpty() || !this.closed.contains(AnswerPath.text(each, this.status)))
				.map((each) -> AnswerPath.text(each, this.path))
				.findFirst()
				.orElse("");
		}

		private boolean isTold(@Nullable Object answer) {
			Matcher place = PLACE.matcher(this.path);
			String told = !this.list.isEmpty() ? this.list : place.matches() ? place.group(1) : this.path;
			return (answer instanceof List<?> && this.list.isEmpty()) || AnswerPath.isTold(answer, told);
		}

	}

}
