package io.switchboard.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_MOCKS;
import static org.mockito.Mockito.mock;

/** Events wait while the store does not answer. */
class InboxTests {

	private static final byte[] LARGE = new byte[64 * 1024];

	private final CountDownLatch storeIsBack = new CountDownLatch(1);

	private final Inbox inbox = new Inbox(new InboxSettings(Duration.ZERO, 0, InboxSettings.Dedupe.ID), store(),
			mock(EventTable.class), mock(KnownEvents.class), (event, then) -> then.accept(Decision.NONE),
			mock(EventListener.class, RETURNS_MOCKS), new ArrivalBell(), new SimpleMeterRegistry());

	private Store store() {
		Store store = mock(Store.class);
		try {
			given(store.writeAtOnce(any())).willAnswer((call) -> {
				this.storeIsBack.await();
				throw new SQLException("away");
			});
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return store;
	}

	@AfterEach
	void close() {
		this.storeIsBack.countDown();
		this.inbox.close();
	}

	@Test
	void no_more_than_32_mb_wait_for_the_store() {
		List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
		CompletableFuture<Receipt> last;
		do {
			last = this.inbox.accept(LARGE).toCompletableFuture();
			waiting.add(last);
		}
		while (!last.isDone() && waiting.size() < 2000);
		assertThat(last).isCompletedExceptionally();
		// a batch that is being written waits no more
		assertThat(waiting).hasSizeBetween(513, 513 + 500);
		this.storeIsBack.countDown();
		waiting.forEach((each) -> assertThat(each).failsWithin(Duration.ofSeconds(60)));
		assertThat(this.inbox.accept(LARGE).toCompletableFuture()).failsWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withMessageContaining("cannot commit");
	}

}
