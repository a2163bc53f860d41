package io.switchboard.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.declared.Offline;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code unless-taken-action}: sets the header
 * {@code reason} if somebody has taken the call since. Of a window, it leaves out such
 * calls. The header {@code told} says which earlier news of {@code call.settled} is a
 * reason too: {@code missed} or {@code ended}. A redelivery goes on in any case.
 */
@Component("takenCalls")
class TakenCalls implements Processor {

	/** They stay those of the delivery that stands for the window. */
	private static final Set<String> OF_DELIVERY = Set.of("event_key", "attempt", "redelivery", "gathered",
			"gather_key");

	private final ToldCalls calls;

	TakenCalls(ToldCalls calls) {
		this.calls = calls;
	}

	@Override
	public void process(Exchange exchange) {
		String told = exchange.getMessage().removeHeader("told") instanceof String word ? word : "";
		boolean taken = !Boolean.FALSE.toString().equals(exchange.getMessage().removeHeader("taken"));
		if (exchange.getVariable("redelivery", 0, Integer.class) > 0) {
			return;
		}
		String reason = (exchange.getVariable("gathered") instanceof List<?> facts
				&& exchange.getMessage().getBody() instanceof List<?> bodies) ? gathered(exchange, facts, bodies)
						: reason(exchange.getVariables(), told, taken);
		exchange.getMessage().setHeader("reason", reason);
	}

	private @Nullable String gathered(Exchange exchange, List<?> facts, List<?> bodies) {
		List<Object> left = new ArrayList<>();
		List<Object> about = new ArrayList<>();
		String reason = null;
		for (int i = 0; i < facts.size(); i++) {
			String why = (facts.get(i) instanceof Map<?, ?> one) ? reason(one, "", true) : null;
			if (why == null) {
				left.add(bodies.get(i));
				about.add(facts.get(i));
			}
			else {
				reason = why;
			}
		}
		if (reason == null) {
			return null;
		}
		exchange.getMessage().setBody(left);
		exchange.setVariable("gathered", about);
		if (!about.isEmpty() && about.get(0) != facts.get(0) && about.get(0) instanceof Map<?, ?> first) {
			first.forEach((name, value) -> {
				if (!OF_DELIVERY.contains(String.valueOf(name))) {
					exchange.setVariable(String.valueOf(name), value);
				}
			});
		}
		return !left.isEmpty() ? null
				: (facts.size() == 1) ? reason : "all %d calls were taken".formatted(facts.size());
	}

	private @Nullable String reason(Map<?, ?> facts, String told, boolean taken) {
		Long root = (facts.get("root_call_id") instanceof Number number) ? number.longValue() : null;
		ToldCalls.Told known = this.calls.of(root, (facts.get("event_id") instanceof String id) ? id : null);
		Instant at = known.takenAt();
		if (taken && known.taken() != null && at != null) {
			return "%s took the call at %s UTC".formatted(who(known.taken()), PlatformTime.format(at));
		}
		String before = switch (told) {
			case "missed" -> known.missed();
			case "ended" -> known.ended();
			default -> null;
		};
		return (before != null) ? "the event %s has told of this call already".formatted(before) : null;
	}

	private static String who(Leg leg) {
		String name = (leg.kind() == ContextKind.USER) ? leg.first(CallEvent::dstName) : null;
		return (name == null || name.isBlank()) ? "somebody" : name;
	}

	/**
	 * For a dry run, in which nobody takes a call.
	 * @return ends nothing
	 */
	@Offline("takenCalls")
	static Processor nothing() {
		return (exchange) -> {
		};
	}

}
