package io.switchboard.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody made by a click: VoIPstudio rings their own phone first, and then
 * whoever is called. Nobody is reached while only the own phone is connected.
 *
 * @param ownPhone the leg to the phone of who clicked
 * @param called the leg to who is called
 */
record ClickedCall(Leg ownPhone, Leg called) {

	/** VoIPstudio calls on as soon as the own phone is taken. A transfer takes longer. */
	private static final Duration AT_ONCE = Duration.ofSeconds(5);

	/**
	 * Finds it among the legs of a call.
	 * @param main the main leg
	 * @param legs all legs
	 * @return null if the main leg rings nobody's own phone
	 */
	static @Nullable ClickedCall find(Leg main, Collection<Leg> legs) {
		Instant taken = main.connectedAt();
		String phone = main.first(CallEvent::dstId);
		boolean ours = main.goesOut() && main.kind() == ContextKind.USER && phone != null && !main.isOutside();
		if (!ours || taken == null) {
			return null;
		}
		return legs.stream()
			.filter((leg) -> leg != main && leg.isOutside() && !leg.begun().isBefore(main.begun())
					&& !leg.begun().isAfter(taken.plus(AT_ONCE)))
			.min(Comparator.comparing(Leg::begun).thenComparing(Leg::id))
			.map((leg) -> new ClickedCall(main, leg))
			.orElse(null);
	}

	/** Whether a leg only rings who clicked. */
	static boolean isOwnPhone(@Nullable ClickedCall clicked, Leg leg) {
		return clicked != null && leg == clicked.ownPhone();
	}

}
