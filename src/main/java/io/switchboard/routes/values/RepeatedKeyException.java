package io.switchboard.routes.values;

/** A key is there twice in a mapping of a route's or a kamelet's file. */
public class RepeatedKeyException extends RuntimeException {

	RepeatedKeyException(String message) {
		super(message);
	}

}
