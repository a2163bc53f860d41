package io.switchboard.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one run has found so far. */
final class RunFindings {

	private final List<Instant> unheard = new ArrayList<>();

	private long filed;

	/** A call that no webhook told of, whether it is filed by now or not. */
	void unheard(Instant ended) {
		this.unheard.add(ended);
	}

	void filed() {
		this.filed++;
	}

	/** When the calls ended that no webhook told of. */
	List<Instant> unheard() {
		return this.unheard;
	}

	/** How many calls were filed. */
	long countFiled() {
		return this.filed;
	}

}
