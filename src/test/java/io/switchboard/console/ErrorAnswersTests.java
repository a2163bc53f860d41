package io.switchboard.console;

import java.util.stream.Stream;

import io.switchboard.OwnLines;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorAnswersTests {

	private final ErrorAnswers answers = new ErrorAnswers(new DefaultErrorAttributes(), new ServerProperties(),
			new ObjectProvider<ErrorViewResolver>() {
				@Override
				public Stream<ErrorViewResolver> orderedStream() {
					return Stream.empty();
				}
			});

	private final OwnLines log = new OwnLines(ErrorAnswers.class);

	@AfterEach
	void hearNoMore() {
		this.log.close();
	}

	@Test
	void a_failure_that_spring_answered_itself_is_in_the_log_without_what_was_sent() {
		MockHttpServletRequest request = answered(500, "/desk/hooks/crm/a-secret-key");
		request.setAttribute(RequestDispatcher.ERROR_EXCEPTION,
				new HttpMessageNotWritableException("447700900123", new IllegalStateException("Ann")));
		assertThat(this.answers.error(request).getStatusCode().value()).isEqualTo(500);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("A request to /desk/hooks was answered 500: ",
					HttpMessageNotWritableException.class.getName() + " at ",
					"caused by " + IllegalStateException.class.getName() + " at ")
			.doesNotContain("a-secret-key", "447700900123", "Ann");
	}

	@Test
	void a_failure_that_is_its_own_cause_is_told_to_an_end() {
		RuntimeException outer = new RuntimeException();
		outer.initCause(new IllegalStateException(outer));
		MockHttpServletRequest request = answered(500, "/circle");
		request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, outer);
		this.answers.error(request);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("A request to /circle was answered 500: java.lang.RuntimeException at ");
	}

	@Test
	void one_without_an_exception_is_told_too_and_a_mistake_of_the_caller_is_not() {
		this.answers.error(answered(500, "/unexplained"));
		this.answers.error(answered(404, "/absent"));
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("A request to /unexplained was answered 500: nothing was thrown");
	}

	private static MockHttpServletRequest answered(int status, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
		request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
		return request;
	}

}
