package io.switchboard.routes.check.route;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.route.CamelJars.Kind;
import io.switchboard.routes.check.finding.Findings.Told;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.jspecify.annotations.Nullable;

/**
 * Whether the language, the data format, the class and the bean's method that a step
 * names exist.
 */
final class StepNames {

	private static final String DATA_FORMATS = "META-INF/services/org/apache/camel/dataformat/";

	private static final Set<String> FAILURES = Set.of(PermanentFailure.class.getName(), RetryLater.class.getName(),
			"io.switchboard.failure.RefusedForNow", "io.switchboard.failure.DestinationAway",
			"io.switchboard.failure.SignInRefused", "io.switchboard.failure.WrongSetting");

	private static final Set<String> USUAL = Set.of("simple", "constant", "variable", "header", "exchangeProperty");

	private static final Pattern BEAN = Pattern.compile("^bean:/*([\\w-]+)\\?(?:.*&)?method=(?:RAW\\()?(\\w+)");

	private final CamelContext camel;

	private StepNames(CamelContext camel) {
		this.camel = camel;
	}

	static List<Told> told(CamelContext camel, ProcessorDefinition<?> step) {
		return new StepNames(camel).named(step).stream().flatMap(Stream::ofNullable).toList();
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
