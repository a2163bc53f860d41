package io.switchboard.console;

import io.switchboard.webhook.SourceAddress;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.RelativeRedirectFilter;

/**
 * The filters before the whole console. They make it work at any address that a proxy
 * gives it, and leave the webhook the threads that it needs.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleFilters {

	/**
	 * A redirect is a path, because our own address may not be the proxy's. Tomcat's own
	 * relative redirects need HTTP/1.1, and proxies may speak 1.0.
	 */
	@Bean
	FilterRegistrationBean<RelativeRedirectFilter> relativeRedirects() {
		RelativeRedirectFilter filter = new RelativeRedirectFilter();
		filter.setRedirectStatus(HttpStatus.FOUND);
		return first(filter, 1);
	}

	@Bean
	FilterRegistrationBean<ForwardedRequests> forwardedRequests(SourceAddress source) {
		return first(new ForwardedRequests(source), 2);
	}

	@Bean
	FilterRegistrationBean<FairShare> fairShare(@Value("${server.tomcat.threads.max:200}") int threads) {
		return first(new FairShare(threads), 3);
	}

	private static <F extends Filter> FilterRegistrationBean<F> first(F filter, int place) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
		return registration;
	}

}
