package io.switchboard.routes.check.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.routes.check.expression.SimpleHints;
import io.switchboard.routes.check.expression.Ways;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.Causes;
import io.switchboard.text.ConditionParts;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.RuleFacts;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.LRUCacheFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition in Simple can be true. It is evaluated for every kind of event,
 * with each switch that it names on and off.
 */
class Truth {

	private static final Pattern ASKED = Pattern.compile("\\$\\{([^{}]*)}");

	private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

	private static final Pattern COMPARED = Pattern.compile("\\$\\{variable\\.(\\w+)}\\s+(?:==|in)\\s+'([^']*)'");

	/** Operators whose matching values cannot be guessed. */
	private static final Pattern PATTERN = Pattern.compile(" !?regex ");

	private static final Set<String> TRIED = tried();

	/** The facts of every kind of event. */
	private static final List<Map<String, @Nullable Object>> KINDS = RuleFacts.all(EventNames.ROUTED);

	/** What was evaluated before: most conditions stay as they are. */
	private static final Map<Evaluated, Boolean> EVALUATED = Collections
		.synchronizedMap(LRUCacheFactory.newLRUCache(2000));

	private static final Map<Evaluated, Set<Integer>> KINDS_OF = Collections
		.synchronizedMap(LRUCacheFactory.newLRUCache(2000));

	private final CamelContext camel;

	private final Set<String> switches;

	Truth(CamelContext camel, Set<String> switches) {
		this.camel = camel;
		this.switches = switches;
	}

	private static Set<String> tried() {
		Set<String> tried = new TreeSet<>(RuleFacts.ofKind());
		tried.add(AnsweredRule.FACT);
		tried.addAll(Ways.VALUES.keySet());
		return tried;
	}

	/** A finding if it cannot be read, or is never true. */
	List<Told> told(String condition) {
		String resolved;
		try {
			resolved = this.camel.resolvePropertyPlaceholders(condition);
			predicate(resolved);
		}
		catch (RuntimeException ex) {
			return List.of(new Told(Rule.EXPRESSION, condition, "its condition cannot be read: " + condition,
					SimpleHints.mend(condition, String.valueOf(Causes.root(ex).getMessage()))));
		}
		List<Told> apart = Comparisons.told(this.camel, resolved);
		if (!apart.isEmpty()) {
			return apart;
		}
		String tried = tried(resolved);
		return (tried.isEmpty() || EVALUATED.computeIfAbsent(evaluated(tried), (key) -> isEverTrue(tried))) ? List.of()
				: List.of(new Told(Rule.NEVER_TRUE, tried, "it can never be true: " + tried, possible(tried)));
	}

	/** The values of what is compared with another one, where they are few. */
	private static String possible(String tried) {
		List<String> possible = new ArrayList<>();
		Ways.VALUES.forEach((name, values) -> {
			boolean isOther = COMPARED.matcher(tried)
				.results()
				.filter((each) -> each.group(1).equals(name))
				.flatMap((each) -> Arrays.stream(each.group(2).split(",", -1)))
				.anyMatch((each) -> !values.contains(each));
			if (isOther) {
				possible.add("%s is one of %s".formatted(name, String.join(", ", values)));
			}
		});
		return possible.isEmpty() ? "Its parts exclude each other, or what it asks for never has that value."
				: "The value of %s.".formatted(String.join(", that of ", possible));
	}

	private Predicate predicate(String condition) {
		return this.camel.resolveLanguage("simple").createPredicate(condition);
	}

	/** The parts that every kind of event can answer. All of them must be true. */
	private String tried(String condition) {
		if (PATTERN.matcher(condition).find()) {
			return "";
		}
		if (ConditionParts.of(condition, "||").size() > 1) {
			return isTried(condition) ? condition : "";
		}
		return ConditionParts.of(condition, "&&").stream().filter(this::isTried).collect(Collectors.joining(" && "));
	}

	private boolean isTried(String part) {
		List<String> asked = ASKED.matcher(part).results().map((each) -> each.group(1)).toList();
		return !asked.isEmpty() && asked.stream()
			.allMatch((each) -> each.startsWith("variable.")
					&& (TRIED.contains(each.substring(9)) || this.switches.contains(each.substring(9))));
	}

	/** Includes events that only the condition names. */
	private boolean isEverTrue(String condition) {
		Predicate predicate = predicate(condition);
		Set<String> names = new TreeSet<>();
		LITERAL.matcher(condition)
			.results()
			.map((literal) -> (literal.group(1) != null) ? literal.group(1) : literal.group(2))
			.forEach((literal) -> {
				names.add(literal);
				names.addAll(List.of(literal.split("\\s*,\\s*")));
			});
		names.removeAll(EventNames.ROUTED);
		Set<String> asked = asked(condition);
		List<Map<String, Object>> ways = Ways.of(asked, this.switches);
		return Stream.concat(KINDS.stream(), RuleFacts.all(names).stream())
			.flatMap((facts) -> answers(facts, asked))
			.distinct()
			.anyMatch((answers) -> isTrueOf(predicate, answers, ways));
	}

	private static Set<String> asked(String condition) {
		return ASKED.matcher(condition)
			.results()
			.map((each) -> each.group(1).replaceFirst("^variable\\.", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Those that are asked for, because many kinds of events answer alike. */
	private static Stream<Map<String, @Nullable Object>> answers(Map<String, @Nullable Object> facts,
			Set<String> asked) {
		return AnsweredRule.possible(facts).stream().map((answered) -> {
			Map<String, @Nullable Object> answers = new HashMap<>(facts);
			answers.put(AnsweredRule.FACT, answered);
			answers.keySet().retainAll(asked);
			return answers;
		});
	}

	/**
	 * The kinds of events for which a condition may be true, by numbers. Its other parts
	 * are left out.
	 */
	Set<Integer> kinds(String condition) {
		Set<Integer> kinds = new TreeSet<>();
		try {
			String tried = tried(this.camel.resolvePropertyPlaceholders(condition));
			if (!tried.isEmpty()) {
				kinds.addAll(KINDS_OF.computeIfAbsent(evaluated(tried), (key) -> kindsOf(tried)));
			}
		}
		catch (RuntimeException ex) {
			// reported elsewhere
		}
		return kinds;
	}

	private Set<Integer> kindsOf(String tried) {
		Set<Integer> kinds = new TreeSet<>();
		Predicate predicate = predicate(tried);
		Set<String> asked = asked(tried);
		List<Map<String, Object>> ways = Ways.of(asked, this.switches);
		Map<Map<String, @Nullable Object>, Boolean> known = new HashMap<>();
		for (int i = 0; i < KINDS.size(); i++) {
			if (answers(KINDS.get(i), asked)
				.anyMatch((each) -> known.computeIfAbsent(each, (answers) -> isTrueOf(predicate, answers, ways)))) {
				kinds.add(i);
			}
		}
		return kinds;
	}

	private Evaluated evaluated(String tried) {
		Set<String> asked = asked(tried);
		asked.retainAll(this.switches);
		return new Evaluated(tried, asked);
	}

	/** Whether it has no other part, no switch and no direction. */
	boolean isOfKindAlone(String condition) {
		return isTried(condition) && ASKED.matcher(condition)
			.results()
			.allMatch((each) -> RuleFacts.ofKind().contains(each.group(1).substring("variable.".length())));
	}

	private boolean isTrueOf(Predicate predicate, Map<String, @Nullable Object> answers,
			List<Map<String, Object>> ways) {
		for (Map<String, Object> way : ways) {
			Exchange exchange = new DefaultExchange(this.camel);
			answers.forEach(exchange::setVariable);
			way.forEach(exchange::setVariable);
			if (matches(predicate, exchange)) {
				return true;
			}
		}
		return false;
	}

	/** A failing evaluation counts as true: the event itself will show the failure. */
	private static boolean matches(Predicate predicate, Exchange exchange) {
		try {
			return predicate.matches(exchange);
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	/** A condition without settings, and those of its variables that are switches. */
	private record Evaluated(String condition, Set<String> switches) {

	}

}
