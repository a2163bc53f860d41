package io.switchboard.simulator.scenario;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.simulator.account.PlatformTimes;
import io.switchboard.simulator.scenario.Scenario.Leg;
import io.switchboard.simulator.scenario.Scenario.Party;
import io.switchboard.simulator.scenario.Scenario.Step;
import org.jspecify.annotations.Nullable;

/** One real call while it is planned: works out the fields of each event. */
final class SimulatedCall {

	/** As an MP3 of 16 kbit/s has it. */
	private static final int BYTES_PER_SECOND = 2000;

	private final Scenario scenario;

	private final Party caller;

	private final Identities identities;

	private final Instant now;

	private final Map<String, LegLife> lives = new HashMap<>();

	private long rootCallId;

	private int ended;

	SimulatedCall(Scenario scenario, Party caller, Identities identities, Instant now) {
		this.scenario = scenario;
		this.caller = caller;
		this.identities = identities;
		this.now = now;
	}

	/** The fields of a step, with the platform's names, order and types. */
	Map<String, Object> event(Step step, Instant at) {
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", this.identities.event(at, this.now));
		event.put("event_time", PlatformTimes.format(at));
		event.put("event_name", step.event().eventName);
		Leg leg = this.scenario.legs().get(step.leg());
		if (leg == null) {
			sms(step, event);
		}
		else if (step.event() == EventKind.RECORDING) {
			recording(leg, life(step.leg(), at), event);
		}
		else {
			call(step, leg, life(step.leg(), at), at, event);
		}
		return Collections.unmodifiableMap(event);
	}

	private LegLife life(String leg, Instant at) {
		return this.lives.computeIfAbsent(leg, (name) -> {
			if (this.rootCallId == 0) {
				this.rootCallId = this.identities.next(this.now);
			}
			boolean root = this.scenario.legs().keySet().iterator().next().equals(name);
			return new LegLife(root ? this.rootCallId : this.identities.next(this.now), at);
		});
	}

	private void call(Step step, Leg leg, LegLife life, Instant at, Map<String, @Nullable Object> event) {
		EventKind kind = step.event();
		if (kind == EventKind.CONNECTED) {
			life.connectedAt = at;
		}
		// as in the samples: the time of a wrap-up panel is no talk time
		Instant connectedAt = (kind == EventKind.WRAP_UP) ? null : life.connectedAt;
		Instant from = (connectedAt != null) ? connectedAt : life.startedAt;
		life.seconds = kind.endsLeg() ? at.getEpochSecond() - from.getEpochSecond() : life.seconds;
		event.put("call_id", life.callId);
		event.put("state", step.details().getOrDefault("state", kind.state));
		event.put("connected_at", (connectedAt != null) ? PlatformTimes.format(connectedAt) : null);
		event.put("start_time", PlatformTimes.format(life.startedAt));
		event.put("context", leg.context());
		event.put("destination", this.scenario.direction());
		event.put("duration", kind.endsLeg() ? life.seconds : 0L);
		event.put("t_cause", step.details().getOrDefault("t_cause", cause(step)));
		event.put("src", this.caller.number());
		event.put("src_id", this.caller.id());
		event.put("src_name", this.caller.name());
		event.put("src_hash", hash(this.rootCallId));
		event.put("dst", leg.party().number());
		event.put("dst_id", leg.party().id());
		event.put("dst_name", leg.party().name());
		if (kind == EventKind.DTMF) {
			event.put("dtmf_tag", step.details().get("dtmf_tag"));
			event.put("dtmf_target", step.details().getOrDefault("dtmf_target", "U:" + leg.party().id()));
		}
		event.put("root_call_id", this.rootCallId);
		if (kind.endsLeg()) {
			this.ended++;
			String said = step.details().get("final");
			event.put("final", (said != null) ? said.equals("true") : this.ended == this.scenario.legs().size());
			step.details().computeIfPresent("terminated_by", (key, by) -> {
				event.put(key, by);
				return by;
			});
		}
	}

	private static @Nullable String cause(Step step) {
		if (!step.event().endsLeg()) {
			return null;
		}
		boolean nobodyAnswered = step.event() == EventKind.MISSED && !step.details().containsKey("terminated_by");
		return nobodyAnswered ? "No Answer" : "Normal Clearing";
	}

	private void recording(Leg leg, LegLife life, Map<String, @Nullable Object> event) {
		event.put("monitor_id", this.identities.next(this.now));
		event.put("call_id", life.callId);
		event.put("customer_id", this.scenario.customerId());
		event.put("user_id", leg.user() ? Long.valueOf(leg.party().id()) : null);
		event.put("src_id", this.caller.id());
		event.put("src", this.caller.number());
		event.put("src_name", this.caller.name());
		event.put("dst_id", leg.party().id());
		event.put("dst", leg.party().number());
		event.put("dst_name", leg.party().name());
		event.put("context", leg.context());
		event.put("duration", life.seconds);
		event.put("size", life.seconds * BYTES_PER_SECOND);
	}

	private void sms(Step step, Map<String, @Nullable Object> event) {
		String user = step.details().get("user_id");
		event.put("customer_id", this.scenario.customerId());
		event.put("user_id", (user != null) ? Long.valueOf(user) : null);
		event.put("from_no", this.caller.number());
		event.put("to_no", step.details().get("to_no"));
		event.put("text", step.details().get("text"));
	}

	private static String hash(long rootCallId) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-1")
					.digest(Long.toString(rootCallId).getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-1", ex);
		}
	}

	private static final class LegLife {

		private final long callId;

		private final Instant startedAt;

		private @Nullable Instant connectedAt;

		private long seconds;

		private LegLife(long callId, Instant startedAt) {
			this.callId = callId;
			this.startedAt = startedAt;
		}

	}

}
