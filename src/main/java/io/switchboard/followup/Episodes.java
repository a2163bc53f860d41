package io.switchboard.followup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Which tries of a number and team belong together, and which answered call ended them.
 * It follows from the calls alone, so the order in which they came does not matter.
 */
final class Episodes {

	private static final Comparator<HeardCall> IN_TIME = Comparator.comparing(HeardCall::at)
		.thenComparing(HeardCall::rootCallId);

	private Episodes() {
	}

	/**
	 * A follow-up as it is kept.
	 *
	 * @param id its id
	 * @param waits whether it is not closed
	 * @param reopenedAt an answer before it does not count, for somebody said so; or null
	 */
	record Known(long id, boolean waits, @Nullable Instant reopenedAt) {
	}

	/**
	 * Tries that belong together.
	 *
	 * @param followUpId the follow-up that goes on with them; null for a new one
	 * @param tries in the order of time, at least one
	 * @param answer the call that ended them, or null while the caller waits
	 */
	record Episode(@Nullable Long followUpId, List<HeardCall> tries, @Nullable HeardCall answer) {
	}

	/**
	 * Works them out.
	 * @param tries the missed calls of a number and team, in any order
	 * @param answers the answered calls of the number, in any order
	 * @param known the follow-ups of them, without those that somebody closed
	 * @return the ended ones in the order of their ends, then the one that waits, if any
	 */
	static List<Episode> of(List<HeardCall> tries, List<HeardCall> answers, List<Known> known) {
		Map<Long, Known> byId = new LinkedHashMap<>();
		known.forEach((each) -> byId.put(each.id(), each));
		List<HeardCall> ends = answers.stream().sorted(IN_TIME).toList();
		Map<Integer, List<HeardCall>> grouped = new TreeMap<>(Comparator.reverseOrder());
		tries.stream()
			.sorted(IN_TIME)
			.forEach((each) -> grouped.computeIfAbsent(end(each, ends, byId), (end) -> new ArrayList<>()).add(each));
		// the one that waits chooses first: its owner and its due time stay
		List<Episode> episodes = new ArrayList<>();
		Set<Long> taken = new HashSet<>();
		grouped.forEach((end, group) -> {
			HeardCall answer = (end < ends.size()) ? ends.get(end) : null;
			Long id = chosen(group, byId, taken, answer == null);
			if (id != null) {
				taken.add(id);
			}
			episodes.add(0, new Episode(id, List.copyOf(group), answer));
		});
		return episodes;
	}

	/**
	 * Which answer ended a try: the first talk that went on when they gave up, or began
	 * later; or none.
	 */
	private static int end(HeardCall each, List<HeardCall> ends, Map<Long, Known> known) {
		Known own = known.get(each.followUpId());
		Instant reopened = (own != null) ? own.reopenedAt() : null;
		Instant from = (reopened != null && reopened.isAfter(each.at())) ? reopened : each.at();
		for (int i = 0; i < ends.size(); i++) {
			if (!ends.get(i).dueAt().isBefore(from)) {
				return i;
			}
		}
		return ends.size();
	}

	private static @Nullable Long chosen(List<HeardCall> group, Map<Long, Known> known, Set<Long> taken,
			boolean waits) {
		List<Known> candidates = group.stream()
			.map(HeardCall::followUpId)
			.filter(Objects::nonNull)
			.map(known::get)
			.filter((each) -> each != null && !taken.contains(each.id()))
			.distinct()
			.toList();
		if (waits) {
			Known open = known.values().stream().filter(Known::waits).findFirst().orElse(null);
			if (open != null) {
				return open.id();
			}
		}
		return candidates.stream().map(Known::id).max(Comparator.naturalOrder()).orElse(null);
	}

}
