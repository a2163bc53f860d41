package io.switchboard.simulator.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.ApiCondition;
import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.account.CallRecords;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.account.PlatformException;
import io.switchboard.simulator.account.StandingData;
import io.switchboard.simulator.scenario.Play;
import io.switchboard.simulator.scenario.Player;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes, answers, transfers and ends calls for the REST API. */
@Component
@Profile({ "demo", "simulator" })
public class Switching {

	private static final int PRECONDITION_FAILED = 412;

	private final Account account;

	private final Player player;

	private final ApiCondition condition;

	/** Beyond 32 bits, as the platform's. */
	private final AtomicLong callIds = new AtomicLong(4_290_000_000L + Instant.now().getEpochSecond() % 1_000_000_000);

	Switching(Account account, Player player, ApiCondition condition) {
		this.account = account;
		this.player = player;
		this.condition = condition;
	}

	/** By the extension, or by the user's id. */
	private StandingData.@Nullable Extension agent(String from) {
		StandingData.Extension agent = this.account.standing().extensions().get(from);
		return (agent == null && from.matches("\\d{1,18}")) ? this.account.standing().user(Long.parseLong(from))
				: agent;
	}

	/** Rings the agent, and after the answer the other side. */
	CompletableFuture<Long> call(long user, @Nullable String from, String to, @Nullable String callerId) {
		StandingData.Extension agent = (from != null) ? agent(from) : this.account.standing().user(user);
		if (agent == null || !agent.context().equals("LOCAL_USER")) {
			throw PlatformException.invalid("from", "Not an extension of a user");
		}
		if (!agent.phone()) {
			throw new PlatformException(PRECONDITION_FAILED, "No phone is registered");
		}
		long call = this.callIds.incrementAndGet();
		happens(EventBodies.outgoing(call, agent, to, callerId, Instant.now()), false);
		CompletableFuture<Long> accepted = new CompletableFuture<>();
		Duration delay = this.condition.knobs().ringDelay();
		if (delay.isZero()) {
			rings(call, accepted);
		}
		else {
			this.player.after(delay, () -> rings(call, accepted));
		}
		return accepted;
	}

	/** Connects the two, unless the call was hung up meanwhile. */
	private void rings(long call, CompletableFuture<Long> accepted) {
		Map<String, Object> last = this.account.leg(call);
		if (last != null) {
			Map<String, Object> event = EventBodies.next(last, "call.initial", "ACCEPTED", Instant.now());
			happens(event, false);
			happens(EventBodies.next(event, "call.ringing", "RINGING", Instant.now()), false);
		}
		accepted.complete(call);
	}

	/** Answers a call that rings; one that is connected already stays so. */
	void answer(long call) {
		Map<String, Object> last = leg(call);
		if (last.get("connected_at") == null) {
			happens(EventBodies.next(last, "call.connected", "CONNECTED", Instant.now()), false);
		}
	}

	/**
	 * Rings another phone. The remaining steps of the scenario go on unchanged.
	 */
	void transfer(long call, String to) {
		Map<String, Object> event = EventBodies.next(leg(call), "call.ringing", "RINGING", Instant.now());
		StandingData.Extension extension = this.account.standing().extensions().get(to);
		event.put("dst", to);
		event.put("dst_id", (extension != null) ? Long.toString(extension.id()) : "0");
		event.put("dst_name", (extension != null) ? extension.name() : to);
		event.put("context", (extension != null) ? extension.context() : "LOCAL_USER");
		happens(event, false);
	}

	/**
	 * Ends the real call of a leg: all its legs, and its remaining steps.
	 */
	void hangUp(long call) {
		Map<String, Object> leg = leg(call);
		hangUpAll(EventBodies.root(leg));
	}

	/** The same by the real call; does nothing if it is over. */
	public void hangUpAll(@Nullable Long root) {
		Play play = (root != null) ? this.player.of(root) : null;
		if (play != null && root != null) {
			play.cancel(root);
		}
		for (Map<String, Object> last : this.account.legsOf(root)) {
			Long id = EventBodies.call(last);
			boolean recorded = play != null && id != null && play.records(id) && CallRecords.connected(last);
			happens(EventBodies.next(last, "call.hangup", "HANGUP", Instant.now()), recorded);
		}
	}

	private Map<String, Object> leg(long call) {
		Map<String, Object> leg = this.account.leg(call);
		if (leg == null) {
			throw PlatformException.notFound();
		}
		return leg;
	}

	private void happens(Map<String, Object> event, boolean recorded) {
		Play play = this.player.of(Objects.requireNonNull(EventBodies.root(event)));
		this.player.happensNow(event, recorded, (play != null) ? play.flavour() : Flavour.OBSERVED);
	}

}
