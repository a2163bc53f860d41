package io.switchboard.simulator.platform;

import java.util.Objects;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers wrong requests to the simulator's own controls. */
@RestControllerAdvice(assignableTypes = { ControlController.class, WebhooksController.class, CrmController.class })
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile({ "demo", "simulator" })
class ControlErrors {

	@ExceptionHandler
	ProblemDetail wrong(IllegalArgumentException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, Objects.toString(failure.getMessage(), ""));
	}

	@ExceptionHandler
	ProblemDetail unreadable(HttpMessageNotReadableException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"the body is not a JSON object of the right form");
	}

}
