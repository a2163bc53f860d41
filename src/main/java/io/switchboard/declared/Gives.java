package io.switchboard.declared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component: names that routes, templates and statements may ask for because of it,
 * beside VoIPstudio's fields and the facts. They are fields of an event that it files,
 * variables that it sets, or parameters that it gives a statement.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Gives {

	/** The names, as routes write them. */
	String[] value();

}
