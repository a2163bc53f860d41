package io.switchboard.console.counts;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.StoreTest;
import io.switchboard.console.counts.EventCounts.Point;
import io.switchboard.console.counts.EventCounts.Range;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class EventCountTableTests {

	@Autowired
	Inbox inbox;

	@Autowired
	EventCountTable table;

	@Autowired
	EventCounts counts;

	@Test
	void each_event_counts_once_however_often_it_is_counted() throws SQLException {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		countAll(later);
		long before = events(Range.HOUR);
		long missed = missed(Range.HOUR);
		for (int i = 0; i < 3; i++) {
			accept(Samples.read("dtmf-to-database"));
		}
		accept(Samples.read("queue-missed-call-to-email"));
		this.inbox.accept("not an event".getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
		countAll(later);
		countAll(later);
		assertThat(events(Range.HOUR)).isEqualTo(before + 5);
		assertThat(missed(Range.HOUR)).isEqualTo(missed + 1);
		assertThat(events(Range.WEEK)).isEqualTo(before + 5);
	}

	@Test
	void what_came_in_just_now_is_left_for_later() throws SQLException {
		countAll(Instant.now().plus(Duration.ofHours(1)));
		accept(Samples.read("dtmf-to-database"));
		assertThat(this.table.count(Instant.now().minus(Duration.ofMinutes(5)), 100)).isZero();
		assertThat(this.table.count(Instant.now().plus(Duration.ofMinutes(5)), 100)).isEqualTo(1);
	}

	@Test
	void old_counts_are_forgotten() throws SQLException {
		accept(Samples.read("dtmf-to-database"));
		countAll(Instant.now().plus(Duration.ofHours(1)));
		assertThat(events(Range.DAY)).isPositive();
		this.table.forget(Instant.now().plus(Duration.ofHours(1)));
		assertThat(events(Range.DAY)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void every_step_is_there_though_nothing_came_in(Range range) {
		assertThat(this.counts.points(range)).isSortedAccordingTo(java.util.Comparator.comparing(Point::start))
			.satisfies((points) -> assertThat(Duration.between(points.get(0).start(), points.get(1).start()))
				.isEqualTo(range.step()));
	}

	private void accept(ObjectNode event) {
		byte[] body = event.put("id", Client.newId()).toString().getBytes(StandardCharsets.UTF_8);
		assertThat(this.inbox.accept(body).toCompletableFuture().join().status()).isEqualTo(EventStatus.ACCEPTED);
	}

	private void countAll(Instant before) throws SQLException {
		int counted = 1;
		while (counted > 0) {
			counted = this.table.count(before, 3);
		}
	}

	private long events(Range range) {
		return this.counts.points(range).stream().mapToLong(Point::events).sum();
	}

	private long missed(Range range) {
		return this.counts.points(range).stream().mapToLong(Point::missed).sum();
	}

}
