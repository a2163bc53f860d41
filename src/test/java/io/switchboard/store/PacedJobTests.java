package io.switchboard.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PacedJobTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void a_run_that_throws_is_run_again_until_the_job_ends_itself() {
		AtomicInteger runs = new AtomicInteger();
		PacedJob[] job = new PacedJob[1];
		job[0] = new PacedJob("test", Duration.ofMillis(1), PATIENCE, () -> {
			switch (runs.incrementAndGet()) {
				case 1 -> throw new IllegalStateException("test");
				case 2 -> throw new AssertionError("test");
				case 3 -> job[0].end();
				default -> {
				}
			}
		});
		job[0].start();
		await().until(() -> runs.get() == 3);
		assertThat(job[0].stopAndWait()).isTrue();
		assertThat(runs).hasValue(3);
	}

	@Test
	void a_stop_waits_for_the_step_that_is_under_way_and_a_start_begins_anew() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicInteger steps = new AtomicInteger();
		PacedJob[] job = new PacedJob[1];
		job[0] = new PacedJob("test", Duration.ofDays(1), PATIENCE, () -> {
			try {
				begun.countDown();
				do {
					steps.incrementAndGet();
				}
				while (job[0].mayGoOn(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(1), 1));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		assertThat(job[0].isRunning()).isFalse();
		job[0].start(Duration.ZERO);
		begun.await();
		assertThat(job[0].stopAndWait()).isTrue();
		assertThat(job[0].isStopping()).isTrue();
		int done = steps.get();
		assertThat(job[0].isRunning()).isFalse();
		job[0].start(Duration.ZERO);
		await().until(() -> steps.get() > done);
		assertThat(job[0].stopAndWait()).isTrue();
	}

}
