package io.switchboard.declared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean that a dry run, a preview and a test of routes may run, because it reaches
 * nothing outside. Any other bean that a step names is noted there, but not run.
 * <p>
 * A marked component is made by its constructor without parameters. On a static method,
 * the method makes the bean. It may take Spring's {@code Environment} and the
 * {@code Path} of the folder with the routes. It returns null if there is no bean.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Offline {

	/** The bean's name; empty for the name of the component. */
	String value() default "";

}
