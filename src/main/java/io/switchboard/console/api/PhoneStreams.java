package io.switchboard.console.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.switchboard.console.login.OwnPhone.Owned;
import io.switchboard.platformhttp.OpenStreams;
import io.switchboard.screenpop.Phones;
import io.switchboard.voipstudio.PhoneNumbers;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of telephones. Their number is bounded: in all, for one person or
 * token, and for one address. A stream ends with the login that opened it. A receiver
 * that does not read holds up one of four threads for a while, and is then closed.
 */
@Component
class PhoneStreams extends OpenStreams {

	static final int MOST = 500;

	/** All people of a company may have one address. */
	static final int MOST_OF_ADDRESS = 200;

	static final int MOST_OF_OWNER = 6;

	private static final int MOST_OF_PROGRAM = 100;

	private static final int WRITERS = 4;

	/**
	 * By then the request's own thread has left the stream. A failure on that thread
	 * would leave the request open for ever.
	 */
	private static final Duration BEGIN = Duration.ofMillis(100);

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	/** A browser comes back by itself. */
	private static final Duration LONGEST = Duration.ofMinutes(30);

	private final Phones phones;

	private final PhoneNumbers numbers;

	private final Set<PhoneStream> streams = ConcurrentHashMap.newKeySet();

	private final ThreadPoolExecutor writers;

	PhoneStreams(Phones phones, PhoneNumbers numbers) {
		super("phones-clock-");
		this.phones = phones;
		this.numbers = numbers;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("phones-writes-");
		threads.setDaemon(true);
		this.writers = new ThreadPoolExecutor(WRITERS, WRITERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads);
		this.writers.allowCoreThreadTimeOut(true);
	}

	/**
	 * Opens a stream.
	 * @param owned the telephones, and whose they are
	 * @param program whether the API's token opens it
	 * @param address where it is opened from
	 * @param session of the login, or null for a token
	 * @return the stream, to which nothing is written for a moment
	 * @throws ResponseStatusException 429 if there are too many, 503 at a stop
	 */
	synchronized SseEmitter open(Owned owned, boolean program, String address, @Nullable HttpSession session) {
		if (!isRunning()) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Switchboard stops: connect again");
		}
		long ofOwner = this.streams.stream().filter((each) -> each.owner().equals(owned.owner())).count();
		long ofAddress = this.streams.stream().filter((each) -> each.address().equals(address)).count();
		if (this.streams.size() >= MOST || ofAddress >= MOST_OF_ADDRESS
				|| ofOwner >= (program ? MOST_OF_PROGRAM : MOST_OF_OWNER)) {
			throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS,
					"too many streams are open: close one, and connect again");
		}
		SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
		PhoneStream stream = new PhoneStream(owned, address, session, emitter, this.numbers, this.writers, this::leave);
		emitter.onCompletion(() -> leave(stream));
		emitter.onTimeout(emitter::complete);
		emitter.onError((failure) -> leave(stream));
		this.streams.add(stream);
		clock().schedule(() -> begin(stream), BEGIN.toMillis(), TimeUnit.MILLISECONDS);
		return emitter;
	}

	@Override
	protected void begin(ScheduledExecutorService clock) {
		clock.scheduleWithFixedDelay(() -> this.streams.forEach(PhoneStream::stillHere), HEARTBEAT.toMillis(),
				HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void begin(PhoneStream stream) {
		if (this.streams.contains(stream)) {
			this.phones.listen(stream);
		}
	}

	private synchronized void leave(PhoneStream stream) {
		this.phones.leave(stream);
		this.streams.remove(stream);
		if (this.streams.isEmpty()) {
			stopClock();
		}
	}

	@Override
	protected void endAll() {
		this.streams.forEach(PhoneStream::end);
		this.streams.clear();
	}

}
