package io.switchboard.console;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.switchboard.audit.Audit;
import io.switchboard.audit.Audited;
import io.switchboard.audit.AuditEntry;
import io.switchboard.console.query.Result;
import io.switchboard.voipstudio.PhoneNumber;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Notes each request that changed something: who sent it, what it changed, and why. */
@Configuration(proxyBeanMethods = false)
class AuditedRequests implements WebMvcConfigurer, HandlerInterceptor {

	/**
	 * Parameters beside the filters that are left out: a reason has a column of its own,
	 * and an edited body is stored as an event.
	 */
	private static final Set<String> UNTOLD = Set.of("_csrf", "reason", "body");

	/** Parameters that may be telephone numbers. */
	private static final Set<String> NUMBERS = Set.of("number", "to");

	private static final int SHOWN_DIGITS = 3;

	private final Audit audit;

	AuditedRequests(Audit audit) {
		this.audit = audit;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (failure == null && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
				&& handler instanceof HandlerMethod method && !Result.isNothing(request)) {
			Audited audited = method.getMethodAnnotation(Audited.class);
			if (audited != null) {
				this.audit.note(entry(request, audited));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static AuditEntry entry(HttpServletRequest request, Audited audited) {
		Map<String, String> places = new TreeMap<>(
				(Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
		String action = audited.value();
		for (String name : Set.copyOf(places.keySet())) {
			if (action.contains("{" + name + "}")) {
				action = action.replace("{" + name + "}", places.remove(name));
			}
		}
		Principal who = request.getUserPrincipal();
		String reason = request.getParameter("reason");
		return new AuditEntry(0, Instant.now(), (who != null) ? who.getName() : "nobody", action,
				places.isEmpty() ? null : String.join(" ", places.values()), details(request),
				(reason == null || reason.isBlank()) ? null : reason.strip());
	}

	private static @Nullable String details(HttpServletRequest request) {
		String asked = new TreeMap<>(request.getParameterMap()).entrySet()
			.stream()
			.filter((each) -> !UNTOLD.contains(each.getKey()) && !each.getValue()[0].isBlank())
			.map((each) -> each.getKey() + "=" + told(each.getKey(), String.join(",", each.getValue())))
			.collect(Collectors.joining(" "));
		String result = Result.of(request);
		String details = (result != null) ? (result + " " + asked).strip() : asked;
		return details.isEmpty() ? null : details;
	}

	private static String told(String name, String value) {
		String digits = NUMBERS.contains(name) && !value.contains("T") ? PhoneNumber.digits(value) : null;
		return (digits != null && digits.length() > SHOWN_DIGITS)
				? "…" + digits.substring(digits.length() - SHOWN_DIGITS) : value;
	}

}
