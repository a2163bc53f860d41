package io.switchboard.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.Function;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/**
 * The templates under {@code routes/templates}: an {@code .html} one and a {@code .json}
 * one escape every value by themselves, times are shown to people as {@code display.*}
 * says.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class Templates {

	@Bean
	Configuration templateConfiguration(RoutesSettings routes, DisplaySettings display,
			@Value("${console.url}") String consoleUrl) throws TemplateModelException {
		Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
		try {
			configuration.setTemplateLoader(new FileTemplateLoader(routes.dir().resolve("templates").toFile()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("routes.dir: there is no folder " + routes.dir().resolve("templates"), ex);
		}
		TemplateConfiguration html = new TemplateConfiguration();
		html.setOutputFormat(HTMLOutputFormat.INSTANCE);
		TemplateConfiguration json = new TemplateConfiguration();
		json.setOutputFormat(JsonOutput.INSTANCE);
		configuration.setTemplateConfigurations(new FirstMatchTemplateConfigurationFactory(
				new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher("html"), html),
				new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher("json"), json))
			.allowNoMatch(true));
		configuration.setDefaultEncoding("UTF-8");
		configuration.setLocale(display.locale());
		configuration.setLocalizedLookup(false);
		configuration.setObjectWrapper(new TolerantWrapper());
		configuration.setNumberFormat("computer");
		configuration.setBooleanFormat("c");
		configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
		configuration.setLogTemplateExceptions(false);
		configuration.setSharedVariable("console_url", consoleUrl);
		configuration.setSharedVariable("local_time", method((text) -> localTime(text, display)));
		configuration.setSharedVariable("minutes", method(Templates::minutes));
		configuration.setSharedVariable("number", method(Templates::number));
		configuration.setSharedVariable("one_line",
				method((text) -> text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")));
		return configuration;
	}

	private static TemplateMethodModelEx method(Function<String, String> function) {
		return (arguments) -> function.apply(text(((List<?>) arguments).get(0)));
	}

	private static String text(@Nullable Object model) throws TemplateModelException {
		if (model instanceof TemplateNumberModel number) {
			return number.getAsNumber().toString();
		}
		return (model instanceof TemplateScalarModel text) ? text.getAsString() : "unknown";
	}

	/** A platform time as people see it; what is no time stays as it is. */
	static String localTime(String text, DisplaySettings display) {
		Instant time = PlatformTime.parse(text);
		if (time == null) {
			return text;
		}
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
			.withLocale(display.locale())
			.withZone(display.timeZone())
			.format(time) + " (" + display.timeZone().getId() + ")";
	}

	/** A JSON number; what is none is {@code null}. */
	static String number(String text) {
		return text.strip().matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?") ? text.strip() : "null";
	}

	/**
	 * Seconds as people say them: {@code 1 min 20 s}; what is no number stays as it is.
	 */
	static String minutes(String text) {
		if (!text.matches("\\d{1,9}")) {
			return text;
		}
		int seconds = Integer.parseInt(text);
		return (seconds < 60) ? seconds + " s" : (seconds / 60) + " min " + (seconds % 60) + " s";
	}

}
