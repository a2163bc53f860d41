package io.switchboard.reconciliation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the leg with which a call ended. A root leg may end before others: when a queue
 * gives the call on to another queue or to a voicemail.
 */
final class LastLeg {

	/** Of several that end in the same second, the outer one began first. */
	private static final Comparator<Cdr> ORDER = Comparator.comparing(Cdr::ended)
		.thenComparing(Cdr::begun, Comparator.reverseOrder())
		.thenComparing(Cdr::isRoot);

	private LastLeg() {
	}

	/**
	 * Marks the record that ends the call.
	 * @param unheard the records that are to be filed
	 * @param all the records of the call
	 * @return those to be filed, in their order; if the last leg is none of them, the
	 * root one ends the call
	 */
	static List<Cdr> mark(List<Cdr> unheard, Collection<Cdr> all) {
		Cdr last = all.stream().max(ORDER).orElse(null);
		boolean filed = unheard.contains(last);
		return unheard.stream().map((each) -> each.endsCall(filed ? each.equals(last) : each.isRoot())).toList();
	}

}
