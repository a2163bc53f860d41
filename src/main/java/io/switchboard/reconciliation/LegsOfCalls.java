package io.switchboard.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of legs other than root ones, as far as a walk has read them. */
final class LegsOfCalls {

	private final Map<Long, List<Cdr>> legs = new HashMap<>();

	void add(Cdr leg) {
		this.legs.computeIfAbsent(leg.rootCallId(), (root) -> new ArrayList<>()).add(leg);
	}

	/** Whether there is a record of each of these legs of the call. */
	boolean haveAll(Cdr root, Set<Long> ids) {
		List<Cdr> known = this.legs.getOrDefault(root.liveId(), List.of());
		return ids.stream().allMatch((id) -> known.stream().anyMatch((each) -> each.liveId() == id));
	}

	/** The root leg's record and those that say more of the call. */
	List<Cdr> of(Cdr root) {
		List<Cdr> all = new ArrayList<>(List.of(root));
		for (Cdr each : this.legs.getOrDefault(root.liveId(), List.of())) {
			if (each.addsTo(root) && all.stream().noneMatch((known) -> known.liveId() == each.liveId())) {
				all.add(each);
			}
		}
		return all;
	}

}
