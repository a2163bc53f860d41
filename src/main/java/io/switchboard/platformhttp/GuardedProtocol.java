package io.switchboard.platformhttp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1 with guarded connections. The head of a request must come within a
 * time. When nearly all connections are in use, idle ones are closed: of the address with
 * the most, the one that was silent longest. So there is always room for one more.
 */
public class GuardedProtocol extends Http11NioProtocol {

	private static final Logger log = LoggerFactory.getLogger(GuardedProtocol.class);

	/** Milliseconds. */
	private static final long PACE = 100;

	/** How long a crowd is not logged again, in nanoseconds. */
	private static final long TELL = Duration.ofMinutes(1).toNanos();

	/** How many of ten connections may be taken until idle ones are closed. */
	private static final long CROWDED = 8;

	private final NioEndpoint endpoint;

	private Duration headTimeout = Duration.ofSeconds(10);

	private @Nullable ScheduledFuture<?> rounds;

	private long toldAt = System.nanoTime() - TELL;

	/** Made by Tomcat, by its name. */
	public GuardedProtocol() {
		this(new NioEndpoint());
	}

	private GuardedProtocol(NioEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
		// while Tomcat sends by itself, the connection looks idle
		setUseSendfile(false);
	}

	/**
	 * Sets how long a request's head may take.
	 * @param headTimeout from its first byte to the empty line
	 */
	public void setHeadTimeout(Duration headTimeout) {
		this.headTimeout = headTimeout;
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.rounds = getUtilityExecutor().scheduleWithFixedDelay(this::round, PACE, PACE, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.rounds != null) {
			this.rounds.cancel(false);
		}
		super.stop();
	}

	/** Must not throw: it would not be run again. */
	private void round() {
		try {
			long now = System.nanoTime();
			this.endpoint.getConnections().forEach((connection) -> endIfHeadIsLate(connection, now));
			makeRoom();
		}
		catch (RuntimeException ex) {
			log.debug("the connections could not be examined", ex);
		}
	}

	private void endIfHeadIsLate(SocketWrapperBase<NioChannel> connection, long now) {
		if (connection.getCurrentProcessor() instanceof Processor processor && isReadingHead(processor)
				&& isLate(processor, now)) {
			endUnlessBusy(connection, () -> connection.getCurrentProcessor() == processor && isReadingHead(processor)
					&& isLate(processor, now));
		}
	}

	private boolean isLate(Processor processor, long now) {
		long start = processor.getRequest().getStartTimeNanos();
		return start != -1 && now - start > this.headTimeout.toNanos();
	}

	private static boolean isReadingHead(Processor processor) {
		return !processor.isAsync() && !processor.isUpgrade();
	}

	private void makeRoom() {
		int most = getMaxConnections();
		long tooMany = (most > 0) ? getConnectionCount() - most * CROWDED / 10 : 0;
		if (tooMany <= 0) {
			return;
		}
		if (System.nanoTime() - this.toldAt >= TELL) {
			this.toldAt = System.nanoTime();
			log.warn("{} of {} connections are in use: idle ones are closed", getConnectionCount(), most);
		}
		for (SocketWrapperBase<NioChannel> connection : idleOnes()) {
			if (tooMany > 0 && endUnlessBusy(connection, () -> isIdle(connection))) {
				tooMany--;
			}
		}
	}

	/** Those of the address with the most connections first. */
	private List<SocketWrapperBase<NioChannel>> idleOnes() {
		Map<String, List<SocketWrapperBase<NioChannel>>> byAddress = new HashMap<>();
		for (SocketWrapperBase<NioChannel> connection : this.endpoint.getConnections()) {
			byAddress.computeIfAbsent(String.valueOf(connection.getRemoteAddr()), (address) -> new ArrayList<>())
				.add(connection);
		}
		List<SocketWrapperBase<NioChannel>> idle = new ArrayList<>();
		byAddress.values()
			.stream()
			.sorted(Comparator.comparingInt((List<?> connections) -> connections.size()).reversed())
			.forEach((connections) -> connections.stream()
				.filter(GuardedProtocol::isIdle)
				.sorted(Comparator.comparingLong(GuardedProtocol::lastRead))
				.forEach(idle::add));
		return idle;
	}

	private static long lastRead(SocketWrapperBase<NioChannel> connection) {
		return (connection instanceof NioSocketWrapper wrapper) ? wrapper.getLastRead() : 0;
	}

	/** No request has begun, or its head is not whole. */
	private static boolean isIdle(SocketWrapperBase<NioChannel> connection) {
		return !(connection.getCurrentProcessor() instanceof Processor processor) || isReadingHead(processor);
	}

	/** A thread that works on a connection has its lock. */
	private static boolean endUnlessBusy(SocketWrapperBase<NioChannel> connection, Condition condition) {
		if (!connection.getLock().tryLock()) {
			return false;
		}
		try {
			if (connection.isClosed() || !condition.holds()) {
				return false;
			}
			connection.close();
			return true;
		}
		finally {
			connection.getLock().unlock();
		}
	}

	@FunctionalInterface
	private interface Condition {

		boolean holds();

	}

}
