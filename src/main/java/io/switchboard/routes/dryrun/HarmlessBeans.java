package io.switchboard.routes.dryrun;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.switchboard.answers.RequestName;
import io.switchboard.routes.check.spare.JarBeans;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The beans that reach nothing outside, marked with
 * {@link io.switchboard.declared.Offline}, and a replacement for the contacts. Any other
 * bean that a step names is noted, but not run.
 */
public final class HarmlessBeans implements BeanRepository {

	private final Map<String, Object> beans = new HashMap<>();

	HarmlessBeans(Environment environment, Path folder) {
		this.beans.putAll(JarBeans.get().offline(environment, folder));
		this.beans.put("voipstudioContact", (Processor) HarmlessBeans::contact);
	}

	/**
	 * All of them.
	 * @param environment with all sources of settings
	 * @param folder with the routes
	 * @return by their names
	 */
	public static Map<String, Object> of(Environment environment, Path folder) {
		return Map.copyOf(new HarmlessBeans(environment, folder).beans);
	}

	private static void contact(Exchange exchange) {
		String request = RequestName.contact(exchange.getMessage().getHeader("number"));
		exchange.getMessage().removeHeaders("*");
		exchange.getMessage().setBody(GivenAnswers.to(exchange, request).answer());
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
