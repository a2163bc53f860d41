package io.switchboard.console.api;

import java.sql.SQLException;

import io.switchboard.console.query.StoreAway;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.UnnamedException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Answers errors of the API and of the pages' scripts as problems (RFC 9457), where
 * Spring does not do that itself.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

	@ExceptionHandler
	ResponseEntity<Object> wrong(MethodArgumentTypeMismatchException failure) {
		return problem(WrongParameter.of(failure));
	}

	@ExceptionHandler
	ResponseEntity<Object> unnamed(UnnamedException failure) {
		return problem(WrongParameter.of(failure));
	}

	@ExceptionHandler({ SQLException.class, DataAccessException.class, TransactionException.class })
	ResponseEntity<Object> store(Exception failure) throws Exception {
		StoreAway away = StoreAway.of(failure);
		if (away == null) {
			throw failure;
		}
		return problem(away);
	}

	private static ResponseEntity<Object> problem(ErrorResponse problem) {
		return ResponseEntity.status(problem.getStatusCode()).headers(problem.getHeaders()).body(problem.getBody());
	}

}
