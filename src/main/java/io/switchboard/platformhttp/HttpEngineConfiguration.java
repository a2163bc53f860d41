package io.switchboard.platformhttp;

import java.time.Duration;
import java.util.Set;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;

import org.apache.camel.spi.CamelContextCustomizer;

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

	/** Bytes: smaller frames of a body count as overhead of an HTTP/2 connection. */
	private static final int SMALL_FRAME = 16;

	/** How long a body that is read on a thread of Tomcat's may take. */
	private static final Duration BODY = Duration.ofSeconds(10);

	/** Longer than any answer takes. */
	private static final Duration LAST_REQUESTS = Duration.ofSeconds(30);

	@Bean("platform-http-engine")
	ServletHttpEngine platformHttpEngine() {
		return new ServletHttpEngine(HttpPaths.DOORS, HttpPaths.ROUTES);
	}

	/** The application's own Camel context is the first to be configured. */
	@Bean
	CamelContextCustomizer frontDoor(ServletHttpEngine engine) {
		return engine::setCamelContext;
	}

	@Bean
	Drain drain(ServletHttpEngine engine, ShutdownSettings settings) {
		return new Drain(engine, settings.drain());
	}

	@Bean
	RequestsUnderWay requestsUnderWay(ServletHttpEngine engine) {
		return new RequestsUnderWay(engine, LAST_REQUESTS);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> door(RequestsUnderWay underWay, ServerProperties server) {
		return (factory) -> {
			factory.addEngineValves(new OneAnswerValve(), new StoppingValve(),
					new SlowBodyValve(BODY, server.getTomcat().getMaxSwallowSize().toBytes()));
			factory.addContextValves(underWay.valve(), new BodyValve());
			factory.setProtocol(GuardedProtocol.class.getName());
			factory.addConnectorCustomizers((connector) -> guard(connector, server.getTomcat()));
		};
	}

	static void guard(Connector connector, ServerProperties.Tomcat settings) {
		if (connector.getProtocolHandler() instanceof GuardedProtocol protocol
				&& settings.getConnectionTimeout() != null) {
			protocol.setHeadTimeout(settings.getConnectionTimeout());
		}
		for (UpgradeProtocol upgrade : connector.findUpgradeProtocols()) {
			if (upgrade instanceof Http2Protocol http2) {
				// an event is small, so small frames are no attack
				http2.setOverheadDataThreshold(SMALL_FRAME);
				if (settings.getKeepAliveTimeout() != null) {
					http2.setKeepAliveTimeout(settings.getKeepAliveTimeout().toMillis());
				}
			}
		}
	}

	/**
	 * Filters are for the pages and the API, which are one servlet. The engine's servlet
	 * has its own checks, and is quicker without filters.
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
			ServerProperties server, RequestsUnderWay underWay) {
		HttpEngineServlet servlet = new HttpEngineServlet(engine, underWay.openRequests(),
				new Limits((int) maxBody.toBytes(), server.getTomcat().getMaxSwallowSize().toBytes(), timeout));
		ServletRegistrationBean<HttpEngineServlet> registration = new ServletRegistrationBean<>(servlet,
				HttpPaths.all().stream().map((prefix) -> prefix + "/*").toArray(String[]::new));
		registration.setName(HttpEngineServlet.NAME);
		registration.setAsyncSupported(true);
		registration.setLoadOnStartup(1);
		return registration;
	}

}
