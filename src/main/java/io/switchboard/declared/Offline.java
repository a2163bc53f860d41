package io.switchboard.declared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean that a dry run, a preview and a test of routes may run, for it reaches nothing
 * outside. Any other bean that a step names is noted there, and not run.
 * <p>
 * On a component with a constructor that takes nothing, it is made so. On a static method, the method makes the bean. It may take Spring's {@code Environment} and the {@code Path} of the folder with the routes. It returns null if there is no bean.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Offline {

	/** The bean's name; empty for the name of the component. */
	String value() default "";

}
