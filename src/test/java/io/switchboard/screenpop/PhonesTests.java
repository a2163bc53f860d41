package io.switchboard.screenpop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.StoreTest;
import io.switchboard.inbox.ArrivalBell;
import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.Inbox;
import io.switchboard.screenpop.PhoneCall.State;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** A listener hears each stored event, on the node that stores it and on any other. */
@StoreTest
class PhonesTests {

	private static final AtomicLong CALLS = new AtomicLong(8_100_000_000L);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	@Autowired
	Store store;

	@Autowired
	EventFeed events;

	@Autowired
	Inbox inbox;

	@Autowired
	PhoneNumbers numbers;

	/** The bell of another node, which never rings there. */
	private final ArrivalBell silent = new ArrivalBell();

	private final Callers callers = mock(Callers.class);

	private Phones elsewhere;

	@AfterEach
	void stop() {
		this.elsewhere.stop();
	}

	private Phones elsewhere() {
		given(this.callers.of(any(), anyLong())).willReturn(new Caller(null, List.of(), null, null, "a note"));
		this.elsewhere = new Phones(this.store, this.events, this.silent, this.callers, this.numbers);
		this.elsewhere.start();
		return this.elsewhere;
	}

	private void store(String name, long call, String phone) throws Exception {
		this.inbox
			.accept("""
					{"id":"%s.%d","event_name":"%s","event_time":"%s","call_id":%d,"root_call_id":%d,"context":"LOCAL_USER",\
					"destination":"in","src":"447700900123","dst":"%s"}"""
				.formatted(name, call, name, TIME.format(Instant.now()), call, call, phone)
				.getBytes(StandardCharsets.UTF_8))
			.toCompletableFuture()
			.get();
	}

	/** A listener that remembers its events. */
	private static final class Ear implements PhoneListener {

		private final Set<String> phones;

		private final List<PhoneCall> heard = new CopyOnWriteArrayList<>();

		private volatile List<PhoneCall> first;

		Ear(String phone) {
			this.phones = Set.of(phone);
		}

		@Override
		public Set<String> phones() {
			return this.phones;
		}

		@Override
		public void now(List<PhoneCall> calls) {
			this.first = calls;
		}

		@Override
		public void changed(PhoneCall call) {
			this.heard.add(call);
		}

		private List<State> states() {
			return this.heard.stream().map(PhoneCall::state).distinct().toList();
		}

	}

	@Test
	void a_node_that_did_not_store_the_event_tells_of_it_and_of_what_is_known_and_to_nobody_else() throws Exception {
		Phones node = elsewhere();
		Ear alice = new Ear("5001");
		Ear john = new Ear("5002");
		node.listen(alice);
		node.listen(john);
		await().until(() -> alice.first != null && john.first != null);
		long call = CALLS.incrementAndGet();
		store("call.ringing", call, "5001");
		await().until(() -> alice.states().equals(List.of(State.RINGING)));
		await().until(() -> alice.heard.stream()
			.anyMatch((each) -> each.caller() != null && "a note".equals(each.caller().note())));
		store("call.connected", call, "5001");
		store("call.hangup", call, "5001");
		await().until(() -> alice.states().contains(State.ENDED));
		assertThat(john.heard).isEmpty();
		node.leave(alice);
		store("call.ringing", CALLS.incrementAndGet(), "5001");
		store("call.ringing", CALLS.incrementAndGet(), "5002");
		await().until(() -> !john.heard.isEmpty());
		assertThat(alice.heard).noneMatch((each) -> each.callId() > call);
	}

	@Test
	void who_comes_while_the_telephone_rings_is_told_all_first() throws Exception {
		long over = CALLS.incrementAndGet();
		store("call.ringing", over, "5003");
		store("call.missed", over, "5003");
		long ringing = CALLS.incrementAndGet();
		store("call.ringing", ringing, "5003");
		Ear late = new Ear("5003");
		elsewhere().listen(late);
		await().until(() -> late.first != null);
		assertThat(late.first).extracting(PhoneCall::callId).containsExactly(over, ringing);
		assertThat(late.first).extracting(PhoneCall::state).containsExactly(State.ENDED, State.RINGING);
	}

	@Test
	void a_colleague_and_who_withholds_the_number_are_not_looked_up() throws Exception {
		Phones node = elsewhere();
		Ear ear = new Ear("5004");
		node.listen(ear);
		await().until(() -> ear.first != null);
		for (String src : List.of("1002", "", "anonymous")) {
			long call = CALLS.incrementAndGet();
			this.inbox.accept("""
					{"id":"who.%d","event_name":"call.ringing","event_time":"%s","call_id":%d,"context":"LOCAL_USER",\
					"src":"%s","dst":"5004"}""".formatted(call, TIME.format(Instant.now()), call, src)
				.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().get();
		}
		await().until(() -> ear.heard.size() == 3);
		verify(this.callers, never()).of(any(), anyLong());
	}

}
