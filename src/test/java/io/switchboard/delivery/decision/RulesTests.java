package io.switchboard.delivery.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.delivery.durable.BareRules;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.ReadEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** No rule takes an event away from another. */
class RulesTests {

	private static final String HEAD = """
			- route:
			    id: switchboard
			    from:
			      uri: durable:switchboard
			      steps:
			""";

	/** Rules that an engineer may add beside ours. */
	private static final List<String> MORE = List.of("""
			        - filter:
			            id: everything
			            expression: {simple: {expression: "${variable.event_id} != null"}}
			            steps:
			              - to: {uri: "durable:everything"}
			""", """
			        - filter:
			            id: nothing
			            expression: {simple: {expression: "${variable.event_name} == 'call.unheard-of'"}}
			            steps:
			              - to: {uri: "durable:nothing"}
			""",
			"""
					        - filter:
					            id: ring-group
					            expression: {simple: {expression: "${variable.missed_call} && ${variable.context_kind} == 'ring-group'"}}
					            steps:
					              - to: {uri: "durable:ring-group"}
					              - to: {uri: "durable:call-ended-to-crm"}
					""",
			"""
					        - filter:
					            id: to-unrouted
					            expression: {simple: {expression: "${variable.final}"}}
					            steps:
					              - to: {uri: "durable:unrouted"}
					""", """
					        - to: {uri: "durable:always"}
					""", """
					        - choice:
					            when:
					              - expression: {simple: {expression: "${variable.ended_call}"}}
					                steps:
					                  - to: {uri: "durable:ended"}
					            otherwise:
					              steps:
					                - to: {uri: "durable:unrouted"}
					""");

	private static final List<Event> EVENTS = new ArrayList<>();

	private static final Map<String, List<Set<String>>> ALONE = new LinkedHashMap<>();

	private static BareRules switchboard;

	@BeforeContainer
	static void eachRuleAlone() throws Exception {
		try (Stream<Path> samples = Files.list(Path.of("routes/samples"))) {
			for (Path sample : samples.filter((file) -> file.toString().endsWith(".json")).sorted().toList()) {
				EVENTS.add(ReadEvent.of(Files.readAllBytes(sample)));
			}
		}
		switchboard = new BareRules(Map.of("crm.url", "http://localhost", "missed-call-sms-back.enabled", "true",
				"vip-caller-transfer.enabled", "true", "abandoned-call-to-email.enabled", "true",
				"call-settled-to-crm.enabled", "true"));
		for (String rule : rules()) {
			ALONE.put(rule, decisions(List.of(rule)));
		}
	}

	@AfterContainer
	static void close() throws IOException {
		switchboard.close();
	}

	/** A rule begins at a step of the route, or at the comment above it. */
	private static List<String> rules() throws IOException {
		String text = Files.readString(Path.of("routes/switchboard.camel.yaml"));
		List<String> rules = new ArrayList<>(
				List.of(text.substring(text.indexOf("steps:\n") + 7).split("(?m)^(?= {8}- )")));
		rules.removeIf((rule) -> !rule.startsWith("        - "));
		assertThat(rules).hasSizeGreaterThan(8);
		rules.addAll(MORE);
		return rules;
	}

	@Property(tries = 60)
	void an_event_goes_where_each_rule_alone_sends_it(@ForAll("switchboards") List<String> rules) throws Exception {
		List<Set<String>> together = decisions(rules);
		for (int i = 0; i < EVENTS.size(); i++) {
			Set<String> expected = new HashSet<>();
			for (String rule : rules) {
				expected.addAll(ALONE.get(rule).get(i));
			}
			if (expected.size() > 1) {
				expected.remove("unrouted");
			}
			assertThat(together.get(i)).as(EVENTS.get(i).toString()).isEqualTo(expected);
		}
	}

	@Property(tries = 40)
	void a_rule_that_is_added_changes_where_no_other_event_goes(@ForAll("switchboards") List<String> rules,
			@ForAll("place") double place) throws Exception {
		String added = rules.get(0);
		List<String> others = rules.subList(1, rules.size());
		List<String> more = new ArrayList<>(others);
		more.add((int) (place * others.size()), added);
		List<Set<String>> before = decisions(others);
		List<Set<String>> after = decisions(more);
		for (int i = 0; i < EVENTS.size(); i++) {
			Set<String> left = new HashSet<>(before.get(i));
			left.removeAll(after.get(i));
			assertThat(left).as(EVENTS.get(i).toString()).isSubsetOf("unrouted");
			if (ALONE.get(added).get(i).equals(Set.of("unrouted"))) {
				assertThat(after.get(i)).as(EVENTS.get(i).toString()).isEqualTo(before.get(i));
			}
		}
	}

	@Provide
	Arbitrary<Double> place() {
		return Arbitraries.doubles().between(0, 1);
	}

	/** Any of the rules, in any order. */
	@Provide
	Arbitrary<List<String>> switchboards() {
		return Arbitraries.subsetOf((Collection<String>) ALONE.keySet())
			.ofMinSize(2)
			.flatMap((rules) -> Arbitraries.shuffle(List.copyOf(rules)));
	}

	private static List<Set<String>> decisions(List<String> rules) throws Exception {
		switchboard.with(HEAD + String.join("", rules));
		List<Set<String>> decisions = new ArrayList<>();
		for (Event event : EVENTS) {
			decisions.add(switchboard.decide(event));
		}
		return decisions;
	}

}
