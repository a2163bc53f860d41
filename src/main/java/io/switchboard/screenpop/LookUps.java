package io.switchboard.screenpop;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.switchboard.screenpop.PhoneCall.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Looks callers up in the background: first in the store, then the contact, which may
 * need a request to VoIPstudio. If too many wait, further callers are not looked up.
 */
final class LookUps {

	private static final Logger log = LoggerFactory.getLogger(LookUps.class);

	private static final int MOST = 200;

	private final Callers callers;

	private final Found found;

	/** The legs that are looked up. */
	private final Set<Long> asked = ConcurrentHashMap.newKeySet();

	private final ThreadPoolExecutor store = pool("phones-callers-");

	private final ThreadPoolExecutor contacts = pool("phones-contacts-");

	LookUps(Callers callers, Found found) {
		this.callers = callers;
		this.found = found;
	}

	/** Gets the result, on another thread. */
	@FunctionalInterface
	interface Found {

		void found(long callId, Caller caller);

	}

	private static ThreadPoolExecutor pool(String name) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(name);
		threads.setDaemon(true);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST),
				threads);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Looks up once for each call, but not for colleagues and withheld numbers.
	 */
	void ask(PhoneCall call) {
		String number = call.number();
		boolean wanted = number != null && call.outside() && call.caller() == null && call.state() != State.ENDED;
		if (wanted && this.asked.add(call.callId())) {
			inTurn(this.store, () -> ofStore(call.callId(), call.rootCallId(), Objects.requireNonNull(number)));
		}
	}

	private void ofStore(long callId, long rootCallId, String number) {
		Caller caller;
		try {
			caller = this.callers.of(number, rootCallId);
			this.found.found(callId, caller);
		}
		finally {
			this.asked.remove(callId);
		}
		inTurn(this.contacts, () -> {
			Caller.@Nullable Contact contact = this.callers.contact(number);
			if (contact != null) {
				this.found.found(callId, caller.with(contact));
			}
		});
	}

	private static void inTurn(ThreadPoolExecutor pool, Runnable asked) {
		try {
			pool.execute(() -> {
				try {
					asked.run();
				}
				catch (RuntimeException ex) {
					log.debug("who calls is not looked up", ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			log.debug("too many callers are to be looked up", ex);
		}
	}

	/** Waiting callers are no longer looked up. */
	void clear() {
		this.store.getQueue().clear();
		this.contacts.getQueue().clear();
		this.asked.clear();
	}

}
