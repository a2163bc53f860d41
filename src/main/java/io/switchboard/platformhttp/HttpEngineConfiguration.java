package io.switchboard.platformhttp;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.RequestContextFilter;

@Configuration(proxyBeanMethods = false)
class HttpEngineConfiguration {

	/** The webhook's folder, and one for the routes that engineers write. */
	private static final List<String> PREFIXES = List.of("/webhooks", "/http");

	@Bean("platform-http-engine")
	ServletHttpEngine platformHttpEngine() {
		return new ServletHttpEngine(PREFIXES);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves() {
		return (factory) -> {
			factory.addEngineValves(new StoppingValve());
			factory.addContextValves(new BodyValve());
		};
	}

	/**
	 * Filters stay with the pages and the API, which are one servlet: the engine has a
	 * door of its own, and costs less without them.
	 */
	@Bean
	static BeanPostProcessor filtersOfTheOtherServlet() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof AbstractFilterRegistrationBean<?> filter && filter.getUrlPatterns().isEmpty()) {
					filter.setServletNames(
							Set.of(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME));
				}
				return bean;
			}
		};
	}

	@Bean
	FilterRegistrationBean<CharacterEncodingFilter> characterEncoding(CharacterEncodingFilter filter) {
		FilterRegistrationBean<CharacterEncodingFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<RequestContextFilter> requestContext() {
		return new FilterRegistrationBean<>(new OrderedRequestContextFilter());
	}

	@Bean
	ServletRegistrationBean<HttpEngineServlet> platformHttpServlet(ServletHttpEngine engine,
			@Value("${webhook.max-body}") DataSize maxBody, @Value("${webhook.timeout}") Duration timeout,
			ServerProperties server) {
		HttpEngineServlet servlet = new HttpEngineServlet(engine,
				new Limits((int) maxBody.toBytes(), server.getTomcat().getMaxSwallowSize().toBytes(), timeout));
		ServletRegistrationBean<HttpEngineServlet> registration = new ServletRegistrationBean<>(servlet,
				PREFIXES.stream().map((prefix) -> prefix + "/*").toArray(String[]::new));
		registration.setName("platform-http");
		registration.setAsyncSupported(true);
		registration.setLoadOnStartup(1);
		return registration;
	}

}
