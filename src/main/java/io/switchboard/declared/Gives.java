package io.switchboard.declared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists names that a component gives to routes, templates and statements, beside
 * VoIPstudio's fields and the facts. They are fields of an event that it files, variables
 * that it sets, or parameters that it gives a statement.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Gives {

	/** The names, as routes write them. */
	String[] value();

}
