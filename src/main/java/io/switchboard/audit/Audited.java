package io.switchboard.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The action of this method is noted in the audit, if it succeeds. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {

	/**
	 * The name of the action, such as {@code delivery.redeliver}. A name in braces is one
	 * of the path's variables.
	 */
	String value();

}
