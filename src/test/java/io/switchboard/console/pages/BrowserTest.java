package io.switchboard.console.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.extension.ExtendWith;

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
@TestPropertySource(properties = "spring.main.banner-mode=off")
@ExtendWith(BrowserExtension.class)
public @interface BrowserTest {

}
