package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.scenario.Scenario.Leg;
import io.switchboard.simulator.scenario.Scenario.Mix;
import io.switchboard.simulator.scenario.Scenario.Party;
import io.switchboard.simulator.scenario.Scenario.Range;
import io.switchboard.simulator.scenario.Scenario.Step;
import io.switchboard.simulator.wire.FaultyLine;
import io.switchboard.simulator.wire.Transmission;

/**
 * Plans a scenario: times, ids, numbers, and the requests to send. All random values
 * follow from the seed.
 */
final class Planner {

	/** Fields that were observed on the live service and are not documented. */
	private static final Set<String> UNDOCUMENTED = Set.of("root_call_id", "final", "terminated_by");

	private final Function<String, Scenario> scenarios;

	private final Identities identities = new Identities();

	private final ObjectMapper json = new ObjectMapper();

	Planner(Function<String, Scenario> scenarios) {
		this.scenarios = scenarios;
	}

	Plan plan(Scenario scenario, PlayOptions options) {
		Random random = new Random(options.seed());
		List<Arrival> arrivals = (scenario.mix() != null) ? arrivals(scenario.mix(), random)
				: List.of(new Arrival(Duration.ZERO, scenario, scenario.caller()));
		List<Moment> moments = new ArrayList<>();
		arrivals.forEach((arrival) -> arrival.scenario.steps()
			.forEach((step) -> moments.add(new Moment(arrival.at.plus(step.at()), arrival, step))));
		moments.sort(Comparator.comparing(Moment::after));
		Instant startedAt = startedAt(moments, options);
		Map<Arrival, SimulatedCall> calls = new LinkedHashMap<>();
		List<Occurrence> occurrences = new ArrayList<>();
		for (int i = 0; i < moments.size(); i++) {
			Moment moment = moments.get(i);
			SimulatedCall call = calls.computeIfAbsent(moment.arrival,
					(arrival) -> new SimulatedCall(arrival.scenario, arrival.caller, this.identities, options.now()));
			// within a second, the microseconds in the ids give the order
			Instant at = startedAt.plus(moment.after).plus(i, ChronoUnit.MICROS);
			occurrences.add(new Occurrence(moment.after, call.event(moment.step, at), isRecorded(moment),
					moment.step.late(), moment.arrival.scenario.outcome()));
		}
		return new Plan(scenario.name(), startedAt, List.copyOf(occurrences),
				FaultyLine.send(transmissions(occurrences, options.flavour()), options.faults(), random));
	}

	/**
	 * When the scenario began. A faster play ends at the same moment, so it began
	 * earlier.
	 */
	private static Instant startedAt(List<Moment> moments, PlayOptions options) {
		Duration length = moments.isEmpty() ? Duration.ZERO : moments.get(moments.size() - 1).after;
		long played = (options.speed() > 0) ? (long) (length.toMillis() / options.speed()) : 0;
		return options.now().plusMillis(played).minus(length).truncatedTo(ChronoUnit.MILLIS);
	}

	private static boolean isRecorded(Moment moment) {
		Leg leg = moment.arrival.scenario.legs().get(moment.step.leg());
		return leg != null && leg.recorded() && moment.step.event() == EventKind.HANGUP;
	}

	/** The arrivals of a Poisson process are spread evenly once their number is given. */
	private List<Arrival> arrivals(Mix mix, Random random) {
		List<Arrival> arrivals = new ArrayList<>();
		List<String> names = new ArrayList<>();
		mix.proportions().forEach((name, share) -> {
			for (int i = 0; i < share; i++) {
				names.add(name);
			}
		});
		for (int i = 0; i < mix.calls(); i++) {
			Scenario scenario = this.scenarios.apply(names.get(random.nextInt(names.size())));
			Range range = mix.callers().get(random.nextInt(mix.callers().size()));
			String number = String
				.valueOf(range.first() + (long) (random.nextDouble() * (range.last() - range.first() + 1)));
			Party caller = scenario.caller().number().isEmpty() ? scenario.caller() : Party.outside(number);
			Duration at = Duration.ofMillis((long) (random.nextDouble() * mix.within().toMillis()));
			arrivals.add(new Arrival(at, scenario, caller));
		}
		return arrivals;
	}

	private List<Transmission> transmissions(List<Occurrence> occurrences, Flavour flavour) {
		return occurrences.stream()
			.filter((each) -> flavour == Flavour.OBSERVED
					|| !"monitor.audio_ready".equals(each.event().get("event_name")))
			.map((each) -> new Transmission(each.after().plus(each.late()), each.event(), body(each.event(), flavour)))
			.sorted(Comparator.comparing(Transmission::after))
			.toList();
	}

	private byte[] body(Map<String, Object> event, Flavour flavour) {
		Map<String, Object> told = new LinkedHashMap<>(event);
		if (flavour == Flavour.DOCUMENTED) {
			told.keySet().removeAll(UNDOCUMENTED);
		}
		try {
			return this.json.writeValueAsBytes(told);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Arrival(Duration at, Scenario scenario, Party caller) {

		@Override
		public boolean equals(Object other) {
			return this == other; // two equal ones are two calls
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	private record Moment(Duration after, Arrival arrival, Step step) {
	}

}
