package io.switchboard.declared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bounds of a setting that is a number, a time or a size. The check and the start
 * refuse a value beyond them.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

	/** The least value, as a user would write it. */
	String least();

	/** The largest value, as a user would write it. */
	String most();

}
