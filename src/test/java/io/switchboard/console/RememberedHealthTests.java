package io.switchboard.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.health.Health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RememberedHealthTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void however_many_want_to_know_it_is_asked_once_a_second() {
		RememberedHealth health = new RememberedHealth(this::next, this.now::get);
		IntStream.range(0, 150).parallel().forEach((i) -> health.health());
		assertThat(this.asked).hasValue(1);
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(health.health().getDetails()).containsEntry("asked", 2);
	}

	@Test
	void while_one_asks_the_others_get_the_last_answer_unless_it_is_old() throws Exception {
		CountDownLatch slow = new CountDownLatch(1);
		RememberedHealth health = new RememberedHealth(() -> {
			if (this.asked.get() > 0) {
				hold(slow);
			}
			return next();
		}, this.now::get);
		health.health();
		this.now.addAndGet(Duration.ofSeconds(2).toNanos());
		Thread one = new Thread(health::health);
		one.start();
		await().until(() -> one.getState() == Thread.State.WAITING);
		assertThat(health.health().getDetails()).containsEntry("asked", 1);
		slow.countDown();
		one.join();
		assertThat(health.health().getDetails()).containsEntry("asked", 2);
	}

	private Health next() {
		return Health.up().withDetail("asked", this.asked.incrementAndGet()).build();
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
