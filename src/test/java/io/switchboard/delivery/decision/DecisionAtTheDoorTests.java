package io.switchboard.delivery.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.delivery.queue.ChannelConsumer;
import io.switchboard.delivery.queue.Deliveries;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.Decision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Rules that are quick, slow, blocked, wrong or absent, asked by the threads that bring
 * events.
 */
class DecisionAtTheDoorTests {

	private static final Set<String> ROUTES = Set.of("mail");

	private final Dispatcher dispatcher = mock(Dispatcher.class);

	private final ChannelConsumer switchboard = mock(ChannelConsumer.class);

	private final DecisionAtTheDoor door = new DecisionAtTheDoor(this.dispatcher, new SimpleMeterRegistry());

	private final BlockingQueue<Decision> decided = new LinkedBlockingQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> threads = new ArrayList<>();

	private volatile Callable<Set<String>> rules = () -> ROUTES;

	@BeforeEach
	void open() throws Exception {
		given(this.dispatcher.decides()).willReturn(this.switchboard);
		given(this.switchboard.digest()).willReturn("the rules");
		given(this.switchboard.run(any())).willAnswer((call) -> this.rules.call());
	}

	@AfterEach
	void close() throws InterruptedException {
		this.end.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
		this.door.close();
	}

	/** Decides on another thread. */
	private Thread bring() {
		Thread thread = new Thread(() -> this.door.decide(Deliveries.event("a", 1L, null), this.decided::add));
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	private Decision decision() throws InterruptedException {
		Decision decision = this.decided.poll(3, TimeUnit.MINUTES);
		assertThat(decision).as("a decision, or none, in time").isNotNull();
		return decision;
	}

	private Set<String> hang(boolean deaf) throws InterruptedException {
		while (true) {
			try {
				this.end.await();
				return ROUTES;
			}
			catch (InterruptedException ex) {
				if (!deaf) {
					throw ex;
				}
			}
		}
	}

	@Test
	void what_is_decided_in_time_is_said_on_the_same_thread_with_the_rules_that_decided() {
		// a busy machine may take longer than the time it has
		await().atMost(Duration.ofMinutes(3)).until(() -> {
			this.decided.clear();
			this.door.decide(Deliveries.event("a", 1L, null), this.decided::add);
			return List.copyOf(this.decided).equals(List.of(new Decision(ROUTES, "the rules")));
		});
	}

	@Test
	void without_a_switchboard_and_where_that_fails_nothing_is_decided() throws Exception {
		this.rules = () -> {
			throw new PermanentFailure("a rule is wrong");
		};
		this.door.decide(Deliveries.event("a", 1L, null), this.decided::add);
		given(this.dispatcher.decides()).willReturn(null);
		this.door.decide(Deliveries.event("b", 1L, null), this.decided::add);
		assertThat(this.decided).containsExactly(Decision.NONE, Decision.NONE);
	}

	@Test
	void a_rule_that_hangs_holds_no_event_up_and_gives_its_thread_back() throws Exception {
		this.rules = () -> hang(false);
		Thread thread = bring();
		assertThat(decision()).isEqualTo(Decision.NONE);
		thread.join(Duration.ofSeconds(30).toMillis());
		assertThat(thread.isAlive()).isFalse();
		assertThat(this.decided).as("said once").isEmpty();
	}

	@Test
	void a_rule_that_heeds_nothing_holds_few_threads_and_no_event() throws Exception {
		this.rules = () -> hang(true);
		AtomicInteger more = new AtomicInteger();
		await().atMost(Duration.ofMinutes(3)).until(() -> {
			Thread thread = bring();
			assertThat(decision()).isEqualTo(Decision.NONE);
			thread.join(10);
			return !thread.isAlive() && more.incrementAndGet() > 20;
		});
		assertThat(this.threads.stream().filter(Thread::isAlive).count()).isBetween(1L,
				(long) DecisionAtTheDoor.MOST_AT_ONCE);
	}

	@Test
	void rules_that_are_quick_again_are_asked_again() throws Exception {
		this.rules = () -> hang(false);
		for (int i = 0; i < 10; i++) {
			bring();
			assertThat(decision()).isEqualTo(Decision.NONE);
		}
		this.rules = () -> ROUTES;
		await().atMost(Duration.ofMinutes(3)).until(() -> {
			bring();
			return decision().routes().equals(ROUTES);
		});
		// on a busy machine, quick rules overrun their time too
		await().atMost(Duration.ofMinutes(3)).until(() -> {
			for (int i = 0; i < 10; i++) {
				bring();
				if (!decision().routes().equals(ROUTES)) {
					return false;
				}
			}
			return true;
		});
	}

	@Test
	void what_comes_late_is_not_said_and_leaves_no_interrupt_behind() throws Exception {
		this.rules = () -> hang(false);
		AtomicInteger interrupted = new AtomicInteger();
		Thread thread = new Thread(() -> {
			this.door.decide(Deliveries.event("a", 1L, null), this.decided::add);
			interrupted.set(Thread.interrupted() ? 1 : 2);
		});
		this.threads.add(thread);
		thread.start();
		assertThat(decision()).isEqualTo(Decision.NONE);
		thread.join();
		assertThat(interrupted).hasValue(2);
		assertThat(this.decided).isEmpty();
	}

}
