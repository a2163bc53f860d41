package io.switchboard.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What this method does for somebody is noted in the audit, if it ends well. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {

	/**
	 * What is done, such as {@code delivery.redeliver}. A name in braces is one of the
	 * path's variables.
	 */
	String value();

}
