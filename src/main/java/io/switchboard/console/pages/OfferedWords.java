package io.switchboard.console.pages;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.switchboard.audit.Audited;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.RuleFacts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The words that the filters of lists offer. */
@Component
class OfferedWords {

	private static final List<String> LOGINS = List.of("login", "logout");

	private final ObjectProvider<RequestMappingHandlerMapping> requests;

	OfferedWords(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> requests) {
		this.requests = requests;
	}

	/** The names of VoIPstudio's events and of Switchboard's own. */
	public Set<String> eventNames() {
		Set<String> names = new TreeSet<>(EventNames.ROUTED);
		names.addAll(EventNames.OURS);
		return names;
	}

	/** The values of a fact that has few, such as {@code context_kind}. */
	public List<String> valuesOf(String fact) {
		return Objects.requireNonNull(RuleFacts.VALUES.get(fact), fact);
	}

	/** How the names of audited actions begin, such as {@code delivery}. */
	public Set<String> audited() {
		Set<String> kinds = new TreeSet<>(LOGINS);
		this.requests.stream()
			.flatMap((each) -> each.getHandlerMethods().values().stream())
			.flatMap((method) -> Stream.ofNullable(method.getMethodAnnotation(Audited.class)))
			.forEach((audited) -> kinds.add(audited.value().replaceFirst("\\..*", "")));
		return kinds;
	}

}
