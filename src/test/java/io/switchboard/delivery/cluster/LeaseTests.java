package io.switchboard.delivery.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseTests {

	private final AtomicLong now = new AtomicLong();

	private final Lease lease = new Lease(Duration.ofSeconds(10), this.now::get);

	@Test
	void a_lease_counts_from_before_the_question_and_ends_after_its_length() {
		assertThat(this.lease.isOver()).isTrue();
		long asked = this.lease.ask();
		goOn(3);
		this.lease.renewed(asked);
		goOn(6);
		assertThat(this.lease.isOver()).isFalse();
		goOn(1);
		assertThat(this.lease.isOver()).isTrue();
	}

	@Test
	void after_an_outage_of_the_store_other_nodes_have_a_whole_lease_to_come_back() {
		this.lease.answered(this.lease.ask());
		assertThat(this.lease.mayExpireOthers()).isTrue();
		this.lease.away();
		this.lease.answered(this.lease.ask());
		goOn(9);
		assertThat(this.lease.mayExpireOthers()).isFalse();
		goOn(1);
		assertThat(this.lease.mayExpireOthers()).isTrue();
	}

	@Test
	void a_slow_answer_is_a_store_that_was_away() {
		long asked = this.lease.ask();
		goOn(6);
		this.lease.answered(asked);
		assertThat(this.lease.mayExpireOthers()).isFalse();
	}

	private void goOn(long seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
