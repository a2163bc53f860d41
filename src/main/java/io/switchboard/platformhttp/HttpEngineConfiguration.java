package io.switchboard.platformhttp;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class HttpEngineConfiguration {

	/** The webhook's folder, and one for the routes that engineers write. */
	private static final List<String> PREFIXES = List.of("/webhooks", "/http");

	@Bean("platform-http-engine")
	ServletHttpEngine platformHttpEngine() {
		return new ServletHttpEngine(PREFIXES);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> saysThatItStops() {
		return (factory) -> factory.addEngineValves(new StoppingValve());
	}

	@Bean
	ServletRegistrationBean<HttpEngineServlet> platformHttpServlet(ServletHttpEngine engine,
			@Value("${webhook.max-body}") DataSize maxBody, @Value("${webhook.timeout}") Duration timeout) {
		HttpEngineServlet servlet = new HttpEngineServlet(engine, (int) maxBody.toBytes(), timeout);
		ServletRegistrationBean<HttpEngineServlet> registration = new ServletRegistrationBean<>(servlet,
				PREFIXES.stream().map((prefix) -> prefix + "/*").toArray(String[]::new));
		registration.setName("platform-http");
		registration.setAsyncSupported(true);
		registration.setLoadOnStartup(1);
		return registration;
	}

}
