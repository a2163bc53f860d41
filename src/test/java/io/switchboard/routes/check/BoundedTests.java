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
		assertThatThrownBy(() -> bounded.run("configure() of A.java", never::await))
			.isInstanceOf(EndlessException.class)
			.hasMessageStartingWith("configure() of A.java does not end");
	}

	@Test
	void what_ends_is_as_it_was() {
		Bounded bounded = new Bounded(Duration.ofMinutes(1));
		assertThatCode(() -> bounded.run("it", () -> {
		})).doesNotThrowAnyException();
		assertThatThrownBy(() -> bounded.run("it", () -> {
			throw new IOException("away");
		})).isInstanceOf(IOException.class).hasMessage("away");
		assertThatThrownBy(() -> bounded.run("it", () -> {
			throw new StackOverflowError();
		})).isInstanceOf(StackOverflowError.class);
	}

}
