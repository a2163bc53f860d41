package io.switchboard.routes.check.route;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Whether the beans and jars that a step needs are there, and whether it leaves
 * Switchboard's own variables as they are.
 */
final class StepBeans {

	private static final Set<String> TYPES = Set.of("org.apache.camel.AggregationStrategy",
			"org.apache.camel.spi.IdempotentRepository", "org.apache.camel.Processor", "java.util.Comparator");

	/** Camel takes no other object in their place. */
	private static final Set<String> STRICT = Set.of("org.apache.camel.spi.IdempotentRepository",
			Processor.class.getName(), "java.util.Comparator", Policy.class.getName());

	private static final String PREFIX = "^#?(?:bean:)?";

	private static final String BREAKERS = "META-INF/services/org/apache/camel/model/";

	private StepBeans() {
	}

	/** The findings about a step. */
	static List<Told> told(CamelContext camel, Set<String> beans, ProcessorDefinition<?> step) {
		List<Told> told = new ArrayList<>();
		for (Class<?> type = step.getClass(); type != Object.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				Metadata metadata = field.getAnnotation(Metadata.class);
				String name = (metadata != null && TYPES.contains(metadata.javaType())) ? StepTimes.value(step, field)
						: null;
				if (name != null) {
					bean(camel, beans, name, metadata.javaType(), told);
				}
			}
		}
		if (step instanceof PolicyDefinition policy && policy.getRef() != null) {
			bean(camel, beans, policy.getRef(), Policy.class.getName(), told);
		}
		if (step instanceof ProcessDefinition process && process.getRef() != null) {
			bean(camel, Set.of(process.getRef().replaceFirst(PREFIX, "")), process.getRef(), Processor.class.getName(),
					told);
		}
		if (step instanceof CircuitBreakerDefinition && camel.getCamelContextExtension()
			.getFactoryFinder(BREAKERS)
			.findClass("CircuitBreakerDefinition")
			.isEmpty()) {
			told.add(new Told(Rule.COMPONENT, "circuitBreaker", "circuitBreaker needs a jar that is not there",
					"Leave it out: durable: has a breaker of its own (breakerFailures). Or add camel-resilience4j to lib/."));
		}
		String set = (step instanceof SetVariableDefinition variable) ? variable.getName() : null;
		if (set != null && EventExchange.FACTS.contains(set)) {
			told.add(fact(set));
		}
		return told;
	}

	private static void bean(CamelContext camel, Set<String> beans, String name, String type, List<Told> told) {
		if (!name.matches("#?(?:bean:)?[A-Za-z][\\w-]*")) {
			return;
		}
		String bean = name.replaceFirst(PREFIX, "");
		Object found = camel.getRegistry().lookupByName(bean);
		if (found == null && !beans.contains(bean)) {
			told.add(new Told(Rule.BEAN, name, "there is no bean %s".formatted(bean),
					"Name one under beans: of the file, or add the jar that has it."));
		}
		else if (found != null && STRICT.contains(type)) {
			Class<?> wanted = camel.getClassResolver().resolveClass(type);
			if (wanted != null && !wanted.isInstance(found)) {
				told.add(new Told(Rule.BEAN, name, "the bean %s is not a %s".formatted(bean, wanted.getSimpleName()),
						"Name a bean whose class implements %s.".formatted(type)));
			}
		}
	}

	private static Told fact(@Nullable String name) {
		return new Told(Rule.FACT, String.valueOf(name),
				"the variable %s is Switchboard's own, and later steps get another value".formatted(name),
				"Choose another name.");
	}

}
