package io.switchboard.simulator.platform;

import io.switchboard.simulator.account.PlatformException;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused requests in the platform's format. */
@RestControllerAdvice(assignableTypes = { CallsController.class, RecordsController.class, SmsController.class })
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile({ "demo", "simulator" })
class PlatformErrors {

	@ExceptionHandler
	ResponseEntity<Object> refused(PlatformException refusal) {
		return ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_JSON).body(refusal.body());
	}

	@ExceptionHandler({ HttpMessageNotReadableException.class, HttpMediaTypeNotSupportedException.class })
	ResponseEntity<Object> unreadable(Exception failure) {
		return refused(new PlatformException(400, "The body is not a JSON object"));
	}

}
