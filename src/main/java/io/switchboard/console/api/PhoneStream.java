package io.switchboard.console.api;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.switchboard.console.login.OwnPhone.Owned;
import io.switchboard.screenpop.PhoneCall;
import io.switchboard.screenpop.PhoneListener;
import io.switchboard.voipstudio.PhoneNumbers;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open stream. Messages wait here, in order, until a writer sends them. If too many
 * wait, the stream ends, and its client connects again.
 */
final class PhoneStream implements PhoneListener {

	private static final Logger log = LoggerFactory.getLogger(PhoneStream.class);

	private static final int MOST_WAITING = 100;

	/** How soon a browser comes back, in milliseconds. */
	private static final long RECONNECT = 500;

	private final Owned owned;

	private final String address;

	private final @Nullable HttpSession session;

	private final SseEmitter emitter;

	private final PhoneNumbers numbers;

	private final Executor writers;

	private final Consumer<PhoneStream> left;

	private final Queue<SseEventBuilder> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

	private final AtomicBoolean writing = new AtomicBoolean();

	PhoneStream(Owned owned, String address, @Nullable HttpSession session, SseEmitter emitter, PhoneNumbers numbers,
			Executor writers, Consumer<PhoneStream> left) {
		this.owned = owned;
		this.address = address;
		this.session = session;
		this.emitter = emitter;
		this.numbers = numbers;
		this.writers = writers;
		this.left = left;
	}

	String owner() {
		return this.owned.owner();
	}

	String address() {
		return this.address;
	}

	@Override
	public Set<String> phones() {
		return this.owned.phones();
	}

	@Override
	public void now(List<PhoneCall> calls) {
		send(SseEmitter.event()
			.name("calls")
			.reconnectTime(RECONNECT)
			.data(calls.stream().map((call) -> PhoneView.Shown.of(call, this.numbers)).toList(),
					MediaType.APPLICATION_JSON));
	}

	@Override
	public void changed(PhoneCall call) {
		send(SseEmitter.event().name("call").data(PhoneView.Shown.of(call, this.numbers), MediaType.APPLICATION_JSON));
	}

	/** Writes a comment, because only a failed write shows that the client has gone. */
	void stillHere() {
		send(SseEmitter.event().comment("still here"));
	}

	private void send(SseEventBuilder event) {
		if (isLoggedOut() || !this.waiting.offer(event)) {
			this.waiting.clear();
			end();
			return;
		}
		if (this.writing.compareAndSet(false, true)) {
			this.writers.execute(this::write);
		}
	}

	/** After the end of a login, nobody may see who calls. */
	private boolean isLoggedOut() {
		try {
			if (this.session != null) {
				this.session.getCreationTime();
			}
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	private void write() {
		do {
			for (SseEventBuilder event = this.waiting.poll(); event != null; event = this.waiting.poll()) {
				try {
					this.emitter.send(event);
				}
				catch (IOException | IllegalStateException ex) {
					// the container calls onError, but not for a stream that ended before
					// it began
					log.trace("a client has disconnected", ex);
					this.left.accept(this);
				}
			}
			this.writing.set(false);
		}
		while (!this.waiting.isEmpty() && this.writing.compareAndSet(false, true));
	}

	void end() {
		this.left.accept(this);
		this.emitter.complete();
	}

}
