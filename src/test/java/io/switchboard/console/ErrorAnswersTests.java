package io.switchboard.console;

import java.util.stream.Stream;

import io.switchboard.CapturesOutput;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@CapturesOutput
class ErrorAnswersTests {

	private final ErrorAnswers answers = new ErrorAnswers(new DefaultErrorAttributes(), new ServerProperties(),
			new ObjectProvider<ErrorViewResolver>() {
				@Override
				public Stream<ErrorViewResolver> orderedStream() {
					return Stream.empty();
				}
			});

	@Test
	void a_failure_that_spring_answered_itself_is_in_the_log_without_what_was_sent(CapturedOutput output) {
		MockHttpServletRequest request = answered(500, "/desk/hooks/crm/a-secret-key");
		request.setAttribute(RequestDispatcher.ERROR_EXCEPTION,
				new HttpMessageNotWritableException("447700900123", new IllegalStateException("Ann")));
		assertThat(this.answers.error(request).getStatusCode().value()).isEqualTo(500);
		assertThat(output)
			.contains("A request to /desk/hooks was answered 500: ",
					HttpMessageNotWritableException.class.getName() + " at ",
					"caused by " + IllegalStateException.class.getName() + " at ")
			.doesNotContain("a-secret-key", "447700900123", "Ann");
	}

	@Test
	void a_failure_that_is_its_own_cause_is_told_to_an_end(CapturedOutput output) {
		RuntimeException outer = new RuntimeException();
		outer.initCause(new IllegalStateException(outer));
		MockHttpServletRequest request = answered(500, "/circle");
		request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, outer);
		this.answers.error(request);
		assertThat(output).contains("A request to /circle was answered 500: java.lang.RuntimeException at ");
	}

	@Test
	void one_without_an_exception_is_told_too_and_a_mistake_of_the_caller_is_not(CapturedOutput output) {
		this.answers.error(answered(500, "/unexplained"));
		this.answers.error(answered(404, "/absent"));
		assertThat(output).contains("A request to /unexplained was answered 500: nothing was thrown")
			.doesNotContain("/absent");
	}

	private static MockHttpServletRequest answered(int status, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
		request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
		return request;
	}

}
