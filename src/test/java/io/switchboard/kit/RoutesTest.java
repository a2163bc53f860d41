package io.switchboard.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;

/**
 * A test of routes. It has the routes and kamelets of the folder {@code routes}, those in
 * Java that {@code @Import} names, and all settings. Nothing is kept, and nothing leaves:
 * in the place of each component that would reach outside stands a {@code mock:}.
 * <p>
 * {@link Deliveries} is there to be injected. An endpoint {@code smtp:mail-server} is the
 * {@code MockEndpoint} {@code mock:smtp:mail-server}, and the way to VoIPstudio is
 * {@code mock:direct:voipstudio-api}. Mocks are empty before each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@CamelSpringBootTest
@SpringBootTest(classes = RoutesKit.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(FreshMocks.class)
public @interface RoutesTest {

	/**
	 * Settings of this test, such as {@code routes.dir=src/test/routes}.
	 * @return each as {@code name=value}
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "properties")
	String[] settings() default {};

}
