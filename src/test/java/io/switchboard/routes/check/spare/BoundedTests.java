package io.switchboard.routes.check.spare;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.switchboard.routes.check.spare.Bounded.EndlessException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The work of others may never end, so it is bounded. */
class BoundedTests {

	@Test
	void what_does_not_end_is_left() {
		AtomicBoolean ends = new AtomicBoolean();
		Bounded bounded = new Bounded(Duration.ofMillis(20), (thread) -> ends.get() && hasEnded(thread));
		CountDownLatch never = new CountDownLatch(1);
		assertThatThrownBy(() -> bounded.run("A.java", "A", never::await)).isInstanceOf(EndlessException.class)
			.hasMessageMatching("configure\\(\\) of A.java does not end: it was waited for for \\d+ seconds");
		assertThatThrownBy(() -> bounded.run("A.java", "A", () -> {
			throw new IllegalStateException("it is not run again");
		})).isInstanceOf(EndlessException.class);
		ends.set(true);
		assertThatCode(() -> bounded.run("A.java", "changed", () -> {
		})).doesNotThrowAnyException();
	}

	private static boolean hasEnded(Thread thread) {
		try {
			thread.join();
			return true;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** On a busy machine the time of compilation counts only while the thread runs. */
	@Test
	void what_had_no_turn_is_waited_for_longer_and_not_for_ever() {
		AtomicInteger asked = new AtomicInteger();
		CountDownLatch turn = new CountDownLatch(1);
		Bounded bounded = new Bounded(Duration.ofSeconds(1), (thread) -> {
			if (asked.incrementAndGet() == 2) {
				turn.countDown();
			}
			return true;
		});
		assertThatCode(() -> bounded.run("A.java", "A", turn::await)).doesNotThrowAnyException();
		assertThat(asked).hasValueGreaterThanOrEqualTo(2);
		assertThatThrownBy(() -> new Bounded(Duration.ofMillis(250), (thread) -> true).run("A.java", "A",
				new CountDownLatch(1)::await))
			.hasMessageContaining("waited for for 1 seconds");
	}

	@Test
	void where_it_was_is_told() {
		assertThat(lineIn("BoundedTests.java")).isPositive();
		assertThat(lineIn("Other.java")).isZero();
	}

	private static int lineIn(String file) {
		CountDownLatch there = new CountDownLatch(1);
		Bounded bounded = new Bounded(Duration.ofMillis(1), (thread) -> isAway(there));
		EndlessException told = catchThrowableOfType(EndlessException.class, () -> bounded.run(file, "A", () -> {
			there.countDown();
			new CountDownLatch(1).await();
		}));
		return told.line();
	}

	/** Waits until the work has begun. */
	private static boolean isAway(CountDownLatch there) {
		try {
			there.await();
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void what_ends_is_as_it_was() {
		Bounded bounded = new Bounded(Duration.ofMinutes(1));
		assertThatCode(() -> bounded.run("B.java", "B", () -> {
		})).doesNotThrowAnyException();
		assertThatThrownBy(() -> bounded.run("B.java", "B", () -> {
			throw new IOException("away");
		})).isInstanceOf(IOException.class).hasMessage("away");
		assertThatThrownBy(() -> bounded.run("B.java", "B", () -> {
			throw new StackOverflowError();
		})).isInstanceOf(StackOverflowError.class);
	}

}
