package io.switchboard.followup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.declared.Offline;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code follow-ups-action}: reads all open follow-ups, the
 * longest wait first.
 */
@Component("waitingFollowUps")
class WaitingFollowUps implements Processor {

	private static final int MOST = 200;

	private final FollowUpQueries queries;

	WaitingFollowUps(FollowUpQueries queries) {
		this.queries = queries;
	}

	@Override
	public void process(Exchange exchange) {
		List<Map<String, @Nullable Object>> waiting = this.queries.find(FollowUpFilter.WAITING, null, MOST)
			.followUps()
			.stream()
			.map(Journal::fields)
			.toList();
		exchange.getMessage().setBody(waiting.stream().map(LinkedHashMap::new).toList());
	}

	/**
	 * For a dry run, in which there are no follow-ups.
	 * @return reads nothing
	 */
	@Offline("waitingFollowUps")
	static Processor nobody() {
		return (exchange) -> exchange.getMessage().setBody(List.of());
	}

}
