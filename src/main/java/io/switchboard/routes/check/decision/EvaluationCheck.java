package io.switchboard.routes.check.decision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.text.Causes;
import io.switchboard.text.ConditionParts;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventFields;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.RuleFacts;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition can be evaluated. Camel reads some that fail with every event: then
 * no event is decided.
 */
class EvaluationCheck {

	/** They are texts in every event. */
	private static final Set<String> TEXTS = Set.of("caller", "called");

	/** What the value depends on, where that is not known here. */
	private static final Pattern OUTSIDE = Pattern
		.compile("\\{\\{|bean:|properties|env|sys|\\$\\{(?:in\\.)?body\\[[^\\]]*][^}]");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{variables?\\.([\\w-]+)");

	/** A part of a variable, or what a method of it gives. */
	private static final Pattern PART = Pattern.compile("\\$\\{variables?\\.([\\w-]+)\\??[.\\[]");

	private static final Pattern FIELD = Pattern.compile("\\$\\{(?:in\\.)?body\\[['\"]?([\\w-]+)");

	private static final Map<String, Object> BODY = body();

	private final CamelContext camel;

	private final Map<String, @Nullable Object> facts;

	/** Variables whose values have here the type that they have in an event. */
	private final Set<String> typed;

	EvaluationCheck(CamelContext camel, Set<String> switches) {
		this.camel = camel;
		this.facts = new HashMap<>();
		EventExchange.FACTS.forEach((each) -> this.facts.put(each, "1"));
		switches.forEach((each) -> this.facts.put(each, true));
		Map<String, @Nullable Object> ofKind = RuleFacts.of(EventNames.ROUTED.iterator().next(), ContextKind.QUEUE,
				true);
		this.facts.putAll(ofKind);
		this.typed = new HashSet<>(ofKind.keySet());
		this.typed.addAll(TEXTS);
	}

	private static Map<String, Object> body() {
		Map<String, Object> body = new HashMap<>();
		EventFields.NAMES.forEach((each) -> body.put(each, EventFields.isFlag(each) ? (Object) true : "1"));
		return body;
	}

	/** The part that fails, and why; each part is tried alone. */
	List<Told> told(String condition) {
		return ConditionParts.of(condition, "&&", "||")
			.stream()
			.filter((each) -> !OUTSIDE.matcher(each).find() && isKnown(VARIABLE, each, this.facts.keySet())
					&& isKnown(PART, each, this.typed) && isKnown(FIELD, each, BODY.keySet()))
			.flatMap(this::failure)
			.toList();
	}

	private static boolean isKnown(Pattern asked, String part, Set<String> known) {
		return asked.matcher(part).results().allMatch((each) -> known.contains(each.group(1)));
	}

	private Stream<Told> failure(String part) {
		try {
			Exchange exchange = new DefaultExchange(this.camel);
			this.facts.forEach(exchange::setVariable);
			exchange.getMessage().setBody(BODY);
			this.camel.resolveLanguage("simple").createPredicate(part).matches(exchange);
			return Stream.of();
		}
		catch (RuntimeException ex) {
			Throwable cause = Causes.root(ex);
			String reason = String.valueOf(cause.getMessage())
				.replaceAll("(?s)\\s+(?:at location|on the exchange)\\b.*", "");
			return Stream.of(new Told(Rule.EXPRESSION, part, Findings.FAILS + part, Wording
				.sentence((cause instanceof ClassNotFoundException) ? "there is no class " + reason : reason)));
		}
	}

}
