package io.switchboard.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.Client;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kamelet unless-taken-action skips a mail about a caller who was answered, or of
 * whom another event has told.
 */
class UnlessTakenTests extends SettlingBench {

	/** What waited for its mail server may have become needless. */
	@Test
	void whoever_was_answered_since_needs_no_mail_and_whoever_was_missed_again_does() {
		long call = CALLS.addAndGet(10);
		String first = queueLeg(call, 10, "call.missed");
		accept(first);
		assertThat(isAnsweredSince(call, first)).isFalse();
		accept(leg(call, 20, "call.connected", ",\"connected_at\":\"2026-04-28 08:47:20\""));
		assertThat(isAnsweredSince(call, first)).isTrue();
		String second = queueLeg(call, 30, "call.missed");
		accept(second);
		assertThat(isAnsweredSince(call, second)).as("nobody took the transfer").isFalse();
		Exchange skipped = unlessTaken(call, first, List.of(), "");
		assertThat(reason(skipped)).endsWith(" took the call at 2026-04-28 08:47:20 UTC");
		assertThat(reason(unlessTaken(call, second, List.of(), ""))).isNull();
		Exchange gathered = unlessTaken(call, first, List.of(first, second), "");
		assertThat(reason(gathered)).isNull();
		assertThat(gathered.getMessage().getBody()).isEqualTo(List.of(second));
		assertThat(gathered.getVariable("event_id")).as("templates tell of the first")
			.isEqualTo(Client.json(second).path("id").asText());
		assertThat(gathered.getVariable("gathered")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
		assertThat(reason(unlessTaken(call, first, List.of(first, first), ""))).isEqualTo("all 2 calls were taken");
		Exchange again = exchange(call, first);
		again.setVariable("redelivery", 1);
		assertThat(reason(unlessTaken(again, ""))).isNull();
	}

	@Test
	void what_call_settled_has_told_is_skipped_with_its_id() throws Exception {
		long call = CALLS.addAndGet(10);
		accept(queueLeg(call, 0, "call.missed"));
		settle();
		goOn(this.settings.settle().plus(this.settings.recordWait()));
		settle();
		String late = queueLeg(call, 1, "call.missed");
		accept(late);
		assertThat(reason(unlessTaken(call, late, List.of(), "missed")))
			.isEqualTo("the event %s has told of this call already".formatted(settled().get(0)));
		assertThat(reason(unlessTaken(call, late, List.of(), ""))).isNull();
	}

	@Test
	void what_a_record_has_told_is_skipped_though_the_webhook_came_before_the_call_was_settled() {
		long call = CALLS.addAndGet(10);
		String record = queueLeg(call, 0, "call.missed").replace("\"final\":false", "\"final\":true")
			.replaceFirst("\"id\":\"", "\"id\":\"reconciled.");
		String leg = queueLeg(call, 1, "call.missed").replaceFirst("\"id\":\"", "\"id\":\"reconciled.");
		accept(leg);
		accept(record);
		String late = queueLeg(call, 0, "call.missed").replace("\"final\":false", "\"final\":true");
		accept(late);
		for (String told : List.of("missed", "ended")) {
			assertThat(reason(unlessTaken(call, late, List.of(), told))).isEqualTo(
					"the event %s has told of this call already".formatted(Client.json(record).path("id").asText()));
			assertThat(reason(unlessTaken(call, record, List.of(), told))).as("itself, and a leg alone").isNull();
		}
		assertThat(reason(unlessTaken(call, late, List.of(), ""))).isNull();
	}

	private Exchange unlessTaken(long call, String event, List<String> window, String told) {
		Exchange exchange = exchange(call, event);
		if (!window.isEmpty()) {
			exchange.getMessage().setBody(window);
			exchange.setVariable("gathered",
					window.stream().map((each) -> new HashMap<>(exchange(call, each).getVariables())).toList());
		}
		return unlessTaken(exchange, told);
	}

	private Exchange unlessTaken(Exchange exchange, String told) {
		exchange.getMessage().setHeader("told", told);
		new TakenCalls(new ToldCalls(this.events, CallRules.defaults())).process(exchange);
		return exchange;
	}

	private static String reason(Exchange exchange) {
		return exchange.getMessage().getHeader("reason", String.class);
	}

	private static Exchange exchange(long call, String event) {
		Exchange exchange = new DefaultExchange(new DefaultCamelContext());
		exchange.setVariable("root_call_id", call);
		exchange.setVariable("event_id", Client.json(event).path("id").asText());
		return exchange;
	}

	private boolean isAnsweredSince(long call, String event) {
		Exchange exchange = exchange(call, event);
		new ToldCalls(this.events, CallRules.defaults()).process(exchange);
		return (Boolean) exchange.getMessage().getBody(Map.class).get("answered");
	}

}
