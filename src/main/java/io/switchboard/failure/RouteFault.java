package io.switchboard.failure;

import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.NotSerializableException;
import java.io.UnsupportedEncodingException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import freemarker.template.MalformedTemplateNameException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchHeaderException;
import org.apache.camel.NoSuchHeaderOrPropertyException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.NoSuchPropertyException;
import org.apache.camel.NoSuchVariableException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.bean.AmbiguousMethodCallException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.component.bean.ParameterBindingException;

/**
 * Knows the exceptions that mean a fault in a route, template, bean or setting. Every
 * attempt of the same event meets it again.
 */
final class RouteFault {

	private static final List<Class<? extends Throwable>> KINDS = List.of(
			// Java's own
			NullPointerException.class, IllegalArgumentException.class, ClassCastException.class,
			IndexOutOfBoundsException.class, ArithmeticException.class, ArrayStoreException.class,
			NegativeArraySizeException.class, UnsupportedOperationException.class, NoSuchElementException.class,
			DateTimeException.class, MissingResourceException.class, EnumConstantNotPresentException.class,
			ClassNotFoundException.class, NoSuchMethodException.class, NoSuchFieldException.class,
			InstantiationException.class, IllegalAccessException.class, CloneNotSupportedException.class,
			LinkageError.class, StackOverflowError.class, AssertionError.class, ParseException.class,
			URISyntaxException.class, MalformedURLException.class, UnsupportedEncodingException.class,
			CharacterCodingException.class, CharConversionException.class, NotSerializableException.class,
			InvalidDefinitionException.class,
			// Camel's
			NoSuchBeanException.class, NoSuchEndpointException.class, NoSuchHeaderException.class,
			NoSuchHeaderOrPropertyException.class, NoSuchLanguageException.class, NoSuchPropertyException.class,
			NoSuchVariableException.class, NoTypeConversionAvailableException.class, TypeConversionException.class,
			InvalidPayloadException.class, ResolveEndpointFailedException.class, ExpressionIllegalSyntaxException.class,
			MethodNotFoundException.class, AmbiguousMethodCallException.class, ParameterBindingException.class,
			// FreeMarker's
			TemplateException.class, TemplateNotFoundException.class, MalformedTemplateNameException.class);

	private RouteFault() {
	}

	static boolean is(Throwable cause) {
		return (KINDS.stream().anyMatch((kind) -> kind.isInstance(cause)) && !ClientFault.is(cause))
				|| isMissingResource(cause);
	}

	/** Only our own files count: another file that cannot be opened may exist later. */
	private static boolean isMissingResource(Throwable cause) {
		return cause instanceof FileNotFoundException && cause.getMessage() != null
				&& cause.getMessage().startsWith("Cannot find resource");
	}

}
