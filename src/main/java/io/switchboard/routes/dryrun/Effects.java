package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.camel.Exchange;

/** The effects that the steps of one route note for one event. */
final class Effects {

	private static final String PROPERTY = "SwitchboardDryRunEffects";

	/** Of one route for one event. */
	private static final int MOST = 500;

	private Effects() {
	}

	/** Copies of the exchange, such as those of a split, use the same list. */
	static List<Effect> begin(Exchange exchange) {
		List<Effect> effects = Collections.synchronizedList(new ArrayList<>());
		exchange.setProperty(PROPERTY, effects);
		return effects;
	}

	@SuppressWarnings("unchecked")
	static void add(Exchange exchange, Effect effect) {
		List<Effect> effects = exchange.getProperty(PROPERTY, List.class);
		if (effects != null) {
			if (effects.size() >= MOST) {
				throw new IllegalStateException(
						"the route does not end: an answer that is unknown may keep it in a loop");
			}
			effects.add(effect);
		}
	}

}
