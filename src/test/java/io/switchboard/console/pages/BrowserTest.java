package io.switchboard.console.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.TestPropertySource;

/**
 * A whole Switchboard and a real browser that looks at it: each test method takes a
 * {@link Console}. It is not the Switchboard of the other tests, which run meanwhile: a
 * setting that changes nothing tells them apart. Without Chromium the tests are skipped,
 * on CI they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SwitchboardTest
@TestPropertySource
@ExtendWith(BrowserExtension.class)
public @interface BrowserTest {

	/** A Switchboard with a browser of its own. */
	String FIRST = "spring.main.banner-mode=off";

	/**
	 * Another, at the same time: what all pages take together, one after the other, is
	 * longer than all other tests.
	 */
	String SECOND = "spring.main.banner-mode=log";

	/** Which of the two is looked at. */
	@AliasFor(annotation = TestPropertySource.class, attribute = "properties")
	String[] value() default FIRST;

}
