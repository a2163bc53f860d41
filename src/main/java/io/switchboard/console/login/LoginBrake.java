package io.switchboard.console.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.stereotype.Component;

/**
 * Slows down the guessing of passwords. After some failures, further tries are refused
 * for a while, which grows with each failure. It counts by user and address, by address
 * alone, and by user alone. A try counts as failed until it has succeeded, so that tries
 * side by side count too. An address from which a user has logged in is not held up by
 * the tries of others with that name.
 */
@Component
class LoginBrake {

	/** How many tries of one user at one address are free. */
	static final int FAILURES = 5;

	/** How long the first wait is; each further failure doubles it. */
	static final Duration FIRST_WAIT = Duration.ofSeconds(5);

	/** How long failures are remembered after the last. */
	static final Duration REMEMBERED = Duration.ofMinutes(15);

	private static final int PEOPLE_AND_PLACES = 20_000;

	/** Names are cut to this length, because no user has a longer one. */
	private static final int LONGEST_NAME = 100;

	private final Limit here;

	private final Limit address;

	private final Limit user;

	private final Cache<String, Boolean> welcome = Caffeine.newBuilder()
		.maximumSize(PEOPLE_AND_PLACES)
		.executor(Runnable::run)
		.build();

	private final Ticker clock;

	LoginBrake() {
		this(Ticker.systemTicker());
	}

	LoginBrake(Ticker clock) {
		this.clock = clock;
		this.here = new Limit(FAILURES, Duration.ofMinutes(1), clock);
		this.address = new Limit(20, Duration.ofMinutes(1), clock);
		this.user = new Limit(50, Duration.ofSeconds(20), clock);
	}

	/**
	 * Counts a try, if it may be made.
	 * @param user the name as it is looked up
	 * @param address of the client
	 * @return how long to wait; zero if the try may be made
	 */
	synchronized Duration reserve(String user, String address) {
		List<Counted> all = counted(user, address);
		long now = this.clock.read();
		long wait = all.stream().mapToLong((each) -> each.limit().nanosToWait(each.key(), now)).max().orElse(0);
		if (wait > 0) {
			return Duration.ofNanos(wait);
		}
		all.forEach((each) -> each.limit().failed(each.key(), now));
		return Duration.ZERO;
	}

	/** Clears the failures of the user, including this try. */
	synchronized void succeeded(String user, String address) {
		this.here.forget(here(user, address));
		this.user.forget(name(user));
		this.address.takeBack(network(address));
		this.welcome.put(here(user, address), Boolean.TRUE);
	}

	/** Takes back a try that was not made after all. */
	synchronized void takeBack(String user, String address) {
		counted(user, address).forEach((each) -> each.limit().takeBack(each.key()));
	}

	private List<Counted> counted(String user, String address) {
		String here = here(user, address);
		Counted place = new Counted(this.address, network(address));
		return (this.welcome.getIfPresent(here) != null) ? List.of(new Counted(this.here, here), place)
				: List.of(new Counted(this.here, here), place, new Counted(this.user, name(user)));
	}

	private static String here(String user, String address) {
		return network(address) + ' ' + name(user);
	}

	private static String name(String user) {
		return (user.length() > LONGEST_NAME) ? user.substring(0, LONGEST_NAME) : user;
	}

	/**
	 * One connection has all IPv6 addresses that begin with the same 64 bits, so they
	 * count as one.
	 */
	private static String network(String address) {
		try {
			byte[] bytes = address.contains(":") ? InetAddress.getByName(address).getAddress() : new byte[0];
			return (bytes.length == 16) ? HexFormat.of().formatHex(bytes, 0, 8) : address;
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	private record Counted(Limit limit, String key) {
	}

	private record Tries(int number, long waitsUntil) {
	}

	/**
	 * Some failures are free. Each further one doubles the wait, up to a bound.
	 */
	private static final class Limit {

		private final int free;

		private final Duration longest;

		private final Cache<String, Tries> tries;

		Limit(int free, Duration longest, Ticker clock) {
			this.free = free;
			this.longest = longest;
			this.tries = Caffeine.newBuilder()
				.maximumSize(PEOPLE_AND_PLACES)
				.expireAfterWrite(REMEMBERED)
				.executor(Runnable::run)
				.ticker(clock)
				.build();
		}

		long nanosToWait(String key, long now) {
			Tries before = this.tries.getIfPresent(key);
			return (before != null && before.number() >= this.free) ? before.waitsUntil() - now : 0;
		}

		void failed(String key, long now) {
			Tries before = this.tries.getIfPresent(key);
			int number = (before != null) ? before.number() + 1 : 1;
			int doublings = Math.min(Math.max(0, number - this.free), 10);
			long wait = Math.min(FIRST_WAIT.toNanos() << doublings, this.longest.toNanos());
			this.tries.put(key, new Tries(number, now + wait));
		}

		void takeBack(String key) {
			this.tries.asMap()
				.computeIfPresent(key, (same, before) -> (before.number() > 1)
						? new Tries(before.number() - 1, before.waitsUntil()) : null);
		}

		void forget(String key) {
			this.tries.invalidate(key);
		}

	}

}
