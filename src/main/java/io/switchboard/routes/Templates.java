package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import freemarker.template.Configuration;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import io.switchboard.declared.Offline;
import io.switchboard.text.ChatText;
import io.switchboard.text.Formats;
import io.switchboard.text.Readable;
import io.switchboard.text.UrlText;
import io.switchboard.voipstudio.PersonName;
import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The templates under {@code routes/templates}. Those with {@code .html} and
 * {@code .json} escape every value by themselves. {@link Readable} decides which
 * characters mails may have, and {@link Formats} how times and spans are written.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class Templates {

	private static final String BEAN = "templateConfiguration";

	private final DisplaySettings display;

	private final String consoleUrl;

	Templates(DisplaySettings display, @Value("${console.url}") String consoleUrl) {
		this.display = display;
		this.consoleUrl = UrlText.base(consoleUrl);
	}

	/**
	 * Those of the settings.
	 * @param environment with all sources of settings
	 * @return never null
	 */
	public static Templates of(Environment environment) {
		return new Templates(Binder.get(environment).bind("display", DisplaySettings.class).get(),
				environment.getProperty("console.url", ""));
	}

	@Bean
	FolderBeans templateBeans() {
		return (folder) -> Map.of(BEAN, of(folder));
	}

	@Bean(BEAN)
	Configuration templateConfiguration(FolderAtStart folder) throws TemplateModelException {
		return of(folder.folder());
	}

	@Offline(BEAN)
	static @Nullable Configuration offline(Environment settings, Path routes) throws TemplateModelException {
		return Files.isDirectory(routes.resolve("templates")) ? of(settings).of(routes) : null;
	}

	/**
	 * The templates of a folder.
	 * @param routes a folder with a folder {@code templates}; nobody changes a file in it
	 * @return templates that find each other by their names
	 * @throws TemplateModelException never
	 */
	public Configuration of(Path routes) throws TemplateModelException {
		Configuration configuration = TemplateFormats.of(routes.resolve("templates"));
		configuration.setLocale(this.display.locale());
		configuration.setObjectWrapper(new TolerantWrapper());
		configuration.setNumberFormat("computer");
		configuration.setBooleanFormat("c");
		configuration.setSharedVariable("console_url", this.consoleUrl);
		Formats formats = new Formats(this.display.timeZone(), this.display.locale());
		configuration.setSharedVariable("local_time", firstKnown(formats::time));
		configuration.setSharedVariable("utc_time", firstKnown(Formats::utc));
		configuration.setSharedVariable("minutes", firstKnown(Formats::span));
		configuration.setSharedVariable("known", firstKnown(Templates::known));
		configuration.setSharedVariable("one_line", method(Readable::line));
		configuration.setSharedVariable("entities", method(ChatText::entities));
		configuration.setSharedVariable("markdown", method(ChatText::markdown));
		configuration.setSharedVariable("number", method(Templates::number));
		configuration.setSharedVariable("phone",
				method((text) -> Objects.requireNonNullElse(PhoneNumber.shown(text), "")));
		return configuration;
	}

	private static TemplateMethodModelEx method(UnaryOperator<String> function) {
		return (arguments) -> function.apply(text(((List<?>) arguments).get(0)));
	}

	/** Of several values, the first that can be told. */
	private static TemplateMethodModelEx firstKnown(UnaryOperator<String> function) {
		return (arguments) -> {
			for (Object argument : (List<?>) arguments) {
				String told = function.apply(text(argument));
				if (!told.equals(Formats.UNKNOWN)) {
					return told;
				}
			}
			return Formats.UNKNOWN;
		};
	}

	private static String text(@Nullable Object model) throws TemplateModelException {
		if (model instanceof TemplateNumberModel number) {
			return number.getAsNumber().toString();
		}
		return (model instanceof TemplateScalarModel text) ? text.getAsString() : "unknown";
	}

	/** A name as SIP writes it is told without its address. */
	private static String known(String text) {
		String name = text.stripTrailing().endsWith(">") ? PersonName.of(text) : text;
		return Formats.known((name != null) ? name : "");
	}

	/** A JSON number; what is none is {@code null}. */
	static String number(String text) {
		return text.strip().matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?") ? text.strip() : "null";
	}

}
