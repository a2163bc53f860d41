package io.switchboard.reconciliation;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.calls.IncompleteCalls;
import io.switchboard.reconciliation.HeardCalls.Source;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Walks VoIPstudio's newest records, page by page, and files each call that was not heard
 * of. A call may go on after its root leg: the records of such legs are filed too. The
 * records are not filtered by time, because it is not known whether the platform can do
 * that. They are not in the order of time either, because the record of a long call is
 * newer than its beginning.
 */
@Component
class CallWalk {

	private static final Logger log = LoggerFactory.getLogger(CallWalk.class);

	private static final int PAGE = 100;

	private static final int MAX_PAGES = 200;

	private final VoipstudioApi api;

	private final HeardCalls heard;

	private final CallFiling filing;

	private final IncompleteCalls incompleteCalls;

	private final MeterRegistry meters;

	/** Records that were already counted, and logged if they are odd. */
	private Set<Object> counted = Set.of();

	CallWalk(VoipstudioApi api, HeardCalls heard, CallFiling filing, IncompleteCalls incompleteCalls,
			MeterRegistry meters) {
		this.incompleteCalls = incompleteCalls;
		this.api = api;
		this.heard = heard;
		this.filing = filing;
		this.meters = meters;
		List.of("heard", "filed", "odd").forEach((outcome) -> count(outcome, 0));
	}

	/** Whether to ask for another page. */
	@FunctionalInterface
	interface GoOn {

		boolean further() throws Exception;

	}

	/**
	 * Walks.
	 * @param from calls that ended before are left alone
	 * @param to calls that ended then or later are left alone
	 * @param found takes what is found, also if the walk fails later on
	 * @param goOn asked before each page
	 * @throws Exception if the API, or the store, fails
	 */
	void walk(Instant from, Instant to, RunFindings found, GoOn goOn) throws Exception {
		Set<Object> seen = new HashSet<>();
		LegsOfCalls legs = new LegsOfCalls();
		// a page may end between the records of a call
		List<Cdr> before = List.of();
		try {
			for (int page = 1; page <= MAX_PAGES && goOn.further(); page++) {
				List<Cdr> cdrs = new ArrayList<>();
				boolean more = false;
				List<?> rows = this.api.newest("cdrs", page, PAGE);
				for (Object row : rows) {
					String id = Cdr.id(row);
					// a new record moves others to the next page
					if (!seen.add((id != null) ? id : String.valueOf(row))) {
						continue;
					}
					Cdr cdr = Cdr.of(row);
					if (cdr == null) {
						odd((id != null) ? id : String.valueOf(row), id);
					}
					else if (!cdr.isRoot()) {
						legs.add(cdr);
					}
					else if (!cdr.ended().isBefore(from) && cdr.ended().isBefore(to)) {
						cdrs.add(cdr);
					}
					more |= cdr == null || !cdr.ended().isBefore(from);
				}
				Collections.reverse(cdrs);
				List<Cdr> complete = before;
				before = cdrs;
				compare(complete, legs, to, found);
				if (!more || page == MAX_PAGES) {
					this.counted = seen;
				}
				if (!more) {
					return;
				}
				if (page == MAX_PAGES) {
					log.warn(
							"VoIPstudio has more than {} records within reconciliation.window; the oldest are left out",
							MAX_PAGES * PAGE);
				}
			}
		}
		finally {
			compare(before, legs, to, found);
		}
	}

	private void compare(List<Cdr> cdrs, LegsOfCalls legs, Instant to, RunFindings found) throws Exception {
		Map<Long, Cdr> calls = new LinkedHashMap<>();
		cdrs.forEach((cdr) -> calls.putIfAbsent(cdr.liveId(), cdr));
		Map<Long, Source> heard = this.heard.find(calls.keySet());
		List<Cdr> unheard = new ArrayList<>();
		calls.forEach((liveId, cdr) -> {
			Source source = heard.get(liveId);
			if (source != Source.WEBHOOK) {
				found.unheard(cdr.ended());
			}
			if (source == null) {
				unheard.add(cdr);
			}
			else if (source == Source.WEBHOOK && !this.counted.contains(cdr.id())) {
				count("heard", 1);
			}
		});
		this.filing.file(withLegs(unheard, legs, to), (cdr, filed) -> {
			if (filed && cdr.isRoot()) {
				found.filed();
				count("filed", 1);
			}
			else if (!filed) {
				odd(cdr.id(), cdr.id());
			}
		});
	}

	/**
	 * Without calls of which another leg ended too recently, or goes on: that has no
	 * record yet.
	 */
	private List<Cdr> withLegs(List<Cdr> roots, LegsOfCalls legs, Instant to) throws SQLException {
		Map<Long, Set<Long>> goingOn = roots.isEmpty() ? Map.of()
				: this.incompleteCalls.goingOn(roots.stream().map(Cdr::liveId).toList());
		List<Cdr> records = new ArrayList<>();
		for (Cdr root : roots) {
			List<Cdr> all = legs.of(root);
			if (legs.haveAll(root, goingOn.getOrDefault(root.liveId(), Set.of()))
					&& all.stream().allMatch((each) -> each.ended().isBefore(to))) {
				Set<Long> heard = this.heard.find(all.stream().map(Cdr::liveId).toList()).keySet();
				records
					.addAll(LastLeg.mark(all.stream().filter((each) -> !heard.contains(each.liveId())).toList(), all));
			}
		}
		return records;
	}

	private void odd(Object row, @Nullable String id) {
		if (!this.counted.contains(row)) {
			count("odd", 1);
			log.warn("VoIPstudio's record {} names no call or no time, so its call is not checked",
					(id != null) ? id : "without an id");
		}
	}

	private void count(String outcome, double calls) {
		Counter.builder("switchboard.reconciliation.calls")
			.description("Calls of VoIPstudio's records: heard of by webhook, filed, or odd")
			.tag("outcome", outcome)
			.register(this.meters)
			.increment(calls);
	}

}
