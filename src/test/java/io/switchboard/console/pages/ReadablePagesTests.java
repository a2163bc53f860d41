package io.switchboard.console.pages;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

import static org.assertj.core.api.Assertions.assertThat;

class ReadablePagesTests {

	@Test
	void nothing_on_a_page_turns_text_around_or_hides_in_it() {
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(new StringTemplateResolver());
		engine.addDialect(new ReadablePages());
		String page = engine.process("""
				<p th:text="${name}" th:title="${name}">x</p><input th:value="${name}"/><i>[[${name}]]</i>
				<b th:each="each : ${names}" th:text="${each}"></b>
				""", new Context(null,
				Map.of("name", "\u202egnp.exe\u200b & \u0085\u001b<", "names", new String[] { "one\u2066", "two" })));
		assertThat(page).isEqualTo(
				"""
						<p title="gnp.exe &amp; \n&lt;">gnp.exe &amp; \n&lt;</p><input value="gnp.exe &amp; \n&lt;"/><i>gnp.exe &amp; \n&lt;</i>
						<b>one</b><b>two</b>
						""");
	}

}
