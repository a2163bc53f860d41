package io.switchboard.routes.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import io.switchboard.routes.check.CamelJars.Kind;
import io.switchboard.routes.check.Findings.Told;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Whether the language, data format, class and bean's method that a step names exist, and
 * whether the step is ever reached.
 */
class StepCheck {

	private static final String DATA_FORMATS = "META-INF/services/org/apache/camel/dataformat/";

	private static final Set<String> FAILURES = Set.of(PermanentFailure.class.getName(), RetryLater.class.getName(),
			"io.switchboard.failure.RefusedForNow", "io.switchboard.failure.DestinationAway",
			"io.switchboard.failure.SignInRefused", "io.switchboard.failure.WrongSetting");

	private static final Set<String> USUAL = Set.of("simple", "constant", "variable", "header", "exchangeProperty");

	private static final Pattern BEAN = Pattern.compile("^bean:/*([\\w-]+)\\?(?:.*&)?method=(?:RAW\\()?(\\w+)");

	private final CamelContext camel;

	private final Set<String> beans;

	private final Findings findings;

	StepCheck(CamelContext camel, Set<String> beans, Findings findings) {
		this.camel = camel;
		this.beans = beans;
		this.findings = findings;
	}

	void check(RouteDefinition route) {
		if (route.getResource() == null) {
			return;
		}
		ended(route, route.getOutputs());
		stopped(route);
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			blocks(step).forEach((block) -> ended(route, block));
			disabled(route, step);
			StepTimes.told(this.camel, step).forEach((told) -> tell(route, step, told));
			StepBeans.told(this.camel, this.beans, step).forEach((told) -> tell(route, step, told));
			named(step).stream().filter(Objects::nonNull).forEach((told) -> tell(route, step, told));
		}
	}

	private void stopped(RouteDefinition route) {
		if (is(this.camel, route.getAutoStartup(), "false")) {
			this.findings.add(Place.of(route, route, "autoStartup"), Rule.STOPPED,
					"the route does not start by itself, and what is filed for it waits",
					"Remove autoStartup; a pause by hand is made in the console.");
		}
		if (isLeftOut(this.camel, route)) {
			this.findings.add(Place.of(route, route, "precondition"), Rule.LOADING,
					"the precondition of this route is not true, so the route is not there",
					"Remove it. What a setting switches on and off is a condition of the rule, such as ${variable.crm_on}.");
		}
	}

	/** Whether Camel does not load the route, because of the settings. */
	static boolean isLeftOut(CamelContext camel, RouteDefinition route) {
		try {
			return route.getPrecondition() != null && !camel.resolveLanguage("simple")
				.createPredicate(camel.resolvePropertyPlaceholders(route.getPrecondition()))
				.matches(new DefaultExchange(camel));
		}
		catch (RuntimeException ex) {
			// told elsewhere
			return false;
		}
	}

	/** A visual editor disables a step by a click. */
	private void disabled(RouteDefinition route, ProcessorDefinition<?> step) {
		if (isDisabled(this.camel, step)) {
			tell(route, step, new Told(Rule.STOPPED, "disabled", "this step is disabled, and does nothing",
					"Remove disabled: true, or the step."));
		}
	}

	static boolean isDisabled(CamelContext camel, ProcessorDefinition<?> step) {
		return is(camel, step.getDisabled(), "true");
	}

	private static boolean is(CamelContext camel, @Nullable String value, String expected) {
		try {
			return value != null && expected.equalsIgnoreCase(camel.resolvePropertyPlaceholders(value).strip());
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void tell(RouteDefinition route, ProcessorDefinition<?> step, Told told) {
		this.findings.add(Place.of(route, step, told.word()), told);
	}

	/** Camel gives the steps of all branches of a choice, and of a try, as one list. */
	private static List<List<ProcessorDefinition<?>>> blocks(ProcessorDefinition<?> step) {
		if (step instanceof ChoiceDefinition choice) {
			List<List<ProcessorDefinition<?>>> branches = new ArrayList<>();
			choice.getWhenClauses().forEach((when) -> branches.add(when.getOutputs()));
			if (choice.getOtherwise() != null) {
				branches.add(choice.getOtherwise().getOutputs());
			}
			return branches;
		}
		return List.of(step.getOutputs()
			.stream()
			.filter((each) -> !(each instanceof CatchDefinition) && !(each instanceof FinallyDefinition))
			.collect(Collectors.toList()));
	}

	/** Steps behind the end of a route. */
	private void ended(RouteDefinition route, List<ProcessorDefinition<?>> steps) {
		for (int i = 0; i < steps.size() - 1; i++) {
			ProcessorDefinition<?> step = steps.get(i);
			if (step instanceof StopDefinition || step instanceof ThrowExceptionDefinition
					|| step instanceof RollbackDefinition) {
				tell(route, steps.get(i + 1),
						new Told(Rule.UNREACHED, "",
								"this step is never reached: %s comes before it".formatted(Wording.name(step)),
								"Remove one of the two, or put %s below a condition.".formatted(Wording.name(step))));
				return;
			}
		}
	}

	private List<@Nullable Told> named(ProcessorDefinition<?> step) {
		if (step instanceof ChoiceDefinition choice) {
			return choice.getWhenClauses()
				.stream()
				.filter((when) -> when.getExpression() == null)
				.<Told>map((when) -> new Told(Rule.SHAPE, "when", "when has no condition",
						"Write expression: {simple: {expression: \"…\"}}."))
				.collect(Collectors.toList());
		}
		if (step instanceof ExpressionNode node && node.getExpression() != null) {
			return expression(node.getExpression());
		}
		if (step instanceof MarshalDefinition marshal) {
			return Arrays.asList(format(marshal.getDataFormatType()));
		}
		if (step instanceof UnmarshalDefinition unmarshal) {
			return Arrays.asList(format(unmarshal.getDataFormatType()));
		}
		if (step instanceof ThrowExceptionDefinition failure) {
			return Arrays.asList(type(failure.getExceptionType()));
		}
		if (step instanceof CatchDefinition caught) {
			return caught.getExceptions().stream().map(this::type).toList();
		}
		if (step instanceof BeanDefinition bean && bean.getRef() != null && bean.getMethod() != null) {
			return Arrays.asList(method(this.camel, bean.getRef(), bean.getMethod()));
		}
		if (step instanceof SendDefinition<?> send && send.getEndpointUri() != null) {
			Matcher bean = BEAN.matcher(send.getEndpointUri());
			return bean.find() ? Arrays.asList(method(this.camel, bean.group(1), bean.group(2))) : List.of();
		}
		return (step instanceof ConvertBodyDefinition convert) ? Arrays.asList(type(convert.getType())) : List.of();
	}

	private List<@Nullable Told> expression(ExpressionDefinition expression) {
		String language = expression.getLanguage();
		if (language == null || language.isEmpty() || language.contains("{{")) {
			return List.of();
		}
		try {
			this.camel.resolveLanguage(language);
		}
		catch (NoSuchLanguageException ex) {
			return List.of(new Told(Rule.COMPONENT, language, "there is no language %s".formatted(language),
					CamelJars.mend(Kind.LANGUAGE, language, USUAL, "write it in simple")));
		}
		return (expression instanceof MethodCallExpression call && call.getRef() != null && call.getMethod() != null)
				? Arrays.asList(method(this.camel, call.getRef(), call.getMethod())) : List.of();
	}

	private @Nullable Told format(@Nullable DataFormatDefinition format) {
		String name = (format != null) ? format.getDataFormatName() : null;
		if (name == null || name.contains("{{")
				|| this.camel.getCamelContextExtension().getFactoryFinder(DATA_FORMATS).findClass(name).isPresent()) {
			return null;
		}
		return new Told(Rule.COMPONENT, name, "there is no data format %s".formatted(name),
				CamelJars.mend(Kind.DATAFORMAT, name, List.of("json"), ""));
	}

	private @Nullable Told type(@Nullable String name) {
		if (name == null || name.contains("{{") || this.camel.getClassResolver().resolveClass(name) != null) {
			return null;
		}
		return new Told(Rule.BEAN, name, "there is no class %s".formatted(name),
				Wording.meantOr(name, FAILURES, "Fix the name, or add the jar that has it to lib/."));
	}

	/** The finding about the method of a bean; null if there is none. */
	static @Nullable Told method(CamelContext camel, String ref, String call) {
		Object bean = camel.getRegistry().lookupByName(ref.replaceFirst("^#(?:bean:)?", ""));
		String method = call.strip().replaceFirst("(?s)[(?].*", "");
		if (bean == null || !method.matches("\\w+")) {
			return null;
		}
		Set<String> methods = Arrays.stream(bean.getClass().getMethods())
			.filter((each) -> each.getDeclaringClass() != Object.class)
			.map(Method::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		return methods.contains(method) ? null
				: new Told(Rule.BEAN, method,
						"the bean %s has no method %s".formatted(ref.replaceFirst("^#(?:bean:)?", ""), method),
						Wording.meant(method, methods));
	}

}
