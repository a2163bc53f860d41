package io.switchboard.console.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A whole Switchboard and a real browser that looks at it: each test method takes a
 * {@link Console}. Without Chromium the tests are skipped, on CI they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SwitchboardTest
@ExtendWith(BrowserExtension.class)
public @interface BrowserTest {

}
