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
 * A test with a whole Switchboard and a real browser. Each method takes a
 * {@link Console}. Other tests use another Switchboard at the same time; a setting
 * without effect makes the contexts differ. Without Chromium the tests are skipped; on CI
 * they fail.
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
	 * A second one that runs at the same time, because all pages one after the other take
	 * longer than all other tests.
	 */
	String SECOND = "spring.main.banner-mode=log";

	/** Which of the two Switchboards the browser opens. */
	@AliasFor(annotation = TestPropertySource.class, attribute = "properties")
	String[] value() default FIRST;

}
