package io.switchboard.routes.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import freemarker.template.TemplateModelException;
import io.switchboard.answers.Asked;
import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.chat.SendOnce;
import io.switchboard.chat.SlackMessage;
import io.switchboard.http.AnswerVariable;
import io.switchboard.http.OutgoingRequest;
import io.switchboard.http.WebhookSignature;
import io.switchboard.mail.MailHeaders;
import io.switchboard.routes.StatementParameters;
import io.switchboard.routes.Templates;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The beans that reach nothing outside, each made for this. Any other that a step names
 * is noted instead of being run.
 */
public final class HarmlessBeans implements BeanRepository {

	private final Map<String, Object> beans = new HashMap<>();

	HarmlessBeans(Environment environment, Path folder) throws TemplateModelException {
		if (Files.isDirectory(folder.resolve("templates"))) {
			this.beans.put("templateConfiguration", Templates.of(environment).of(folder));
		}
		PhoneNumbers numbers = new PhoneNumbers(environment.getProperty("voipstudio.region", "GB"));
		Lookups lookups = Lookups.of(folder, numbers);
		this.beans.put("phoneNumbers", numbers);
		this.beans.put("lookups", lookups);
		OpeningHours hours = OpeningHours.of(environment, folder);
		this.beans.put(FolderFacts.BEAN, new OpenAsFacts(new RowsAsFacts(lookups), hours));
		this.beans.put("openingHours", hours);
		this.beans.put("statementParameters", new StatementParameters());
		this.beans.put("mailHeaders", new MailHeaders(environment.getProperty("mail.from", "")));
		for (String bean : List.of("mailTaken", "sentOnce", "slackAnswer")) {
			this.beans.put(bean, (Processor) (exchange) -> {
			});
		}
		this.beans.put("sendOnce", new SendOnce());
		this.beans.put("slackMessage", SlackMessage.unsent());
		this.beans.put("httpRequest", new OutgoingRequest());
		this.beans.put("httpAnswer", new AnswerVariable());
		this.beans.put("webhookSignature", new WebhookSignature(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
		this.beans.put("voipstudioContact", (Processor) HarmlessBeans::contact);
	}

	/**
	 * All of them.
	 * @param environment with all sources of settings
	 * @param folder with the routes
	 * @return by their names
	 * @throws TemplateModelException if templates cannot be read at all
	 */
	public static Map<String, Object> of(Environment environment, Path folder) throws TemplateModelException {
		return Map.copyOf(new HarmlessBeans(environment, folder).beans);
	}

	private static void contact(Exchange exchange) {
		String request = Asked.contact(exchange.getMessage().getHeader("number"));
		exchange.getMessage().removeHeaders("*");
		exchange.getMessage().setBody(Answers.to(exchange, request).answer());
	}

	@Override
	public @Nullable Object lookupByName(String name) {
		return this.beans.get(name);
	}

	@Override
	public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
		Object bean = this.beans.get(name);
		if (bean == null && type == Processor.class) {
			bean = (Processor) (exchange) -> Effects.add(exchange, EffectReader.bean(name, exchange));
		}
		return type.isInstance(bean) ? type.cast(bean) : null;
	}

	@Override
	public <T> Map<String, T> findByTypeWithName(Class<T> type) {
		Map<String, T> found = new HashMap<>();
		this.beans.forEach((name, bean) -> {
			if (type.isInstance(bean)) {
				found.put(name, type.cast(bean));
			}
		});
		return found;
	}

	@Override
	public <T> Set<T> findByType(Class<T> type) {
		return Set.copyOf(findByTypeWithName(type).values());
	}

}
