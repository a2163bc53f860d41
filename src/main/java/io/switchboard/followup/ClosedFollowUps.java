package io.switchboard.followup;

import java.time.Instant;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code unless-closed-action}: sets the header
 * {@code reason} if the follow-up that the event tells of was closed since. A redelivery
 * goes on in any case.
 */
@Component("closedFollowUps")
class ClosedFollowUps implements Processor {

	private final FollowUpQueries queries;

	ClosedFollowUps(FollowUpQueries queries) {
		this.queries = queries;
	}

	@Override
	public void process(Exchange exchange) {
		if (exchange.getVariable("redelivery", 0, Integer.class) == 0
				&& exchange.getMessage().getBody() instanceof Map<?, ?> fields
				&& fields.get("follow_up_id") instanceof Number id) {
			this.queries.find(id.longValue())
				.filter((followUp) -> !followUp.waits())
				.ifPresent((followUp) -> exchange.getMessage().setHeader("reason", reason(followUp)));
		}
	}

	private static String reason(FollowUp followUp) {
		Instant at = followUp.closedAt();
		return "the follow-up was closed" + ((at != null) ? " at %s UTC".formatted(PlatformTime.format(at)) : "")
				+ ((followUp.reason() != null) ? ": " + followUp.reason() : "");
	}

	/**
	 * For a dry run, in which there are no follow-ups.
	 * @return ends nothing
	 */
	@Offline("closedFollowUps")
	static Processor nothing() {
		return (exchange) -> {
		};
	}

}
