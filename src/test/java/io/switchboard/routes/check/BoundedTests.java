package io.switchboard.routes.check;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.switchboard.routes.check.Bounded.EndlessException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What others wrote may not end. */
class BoundedTests {

	@Test
	void what_does_not_end_is_left() {
		Bounded bounded = new Bounded(Duration.ofMillis(20));
		CountDownLatch never = new CountDownLatch(1);
		assertThatThrownBy(() -> bounded.run("configure() of A.java", "A", never::await))
			.isInstanceOf(EndlessException.class)
			.hasMessageMatching("configure\\(\\) of A.java does not end: it was waited for for \\d+ seconds");
		assertThatThrownBy(() -> bounded.run("configure() of A.java", "A", () -> {
			throw new IllegalStateException("it is not run again");
		})).isInstanceOf(EndlessException.class);
		assertThatCode(() -> bounded.run("configure() of A.java", "changed", () -> {
		})).doesNotThrowAnyException();
	}

	@Test
	void what_ends_is_as_it_was() {
		Bounded bounded = new Bounded(Duration.ofMinutes(1));
		assertThatCode(() -> bounded.run("it", "B", () -> {
		})).doesNotThrowAnyException();
		assertThatThrownBy(() -> bounded.run("it", "B", () -> {
			throw new IOException("away");
		})).isInstanceOf(IOException.class).hasMessage("away");
		assertThatThrownBy(() -> bounded.run("it", "B", () -> {
			throw new StackOverflowError();
		})).isInstanceOf(StackOverflowError.class);
	}

}
