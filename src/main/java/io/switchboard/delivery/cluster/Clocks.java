package io.switchboard.delivery.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a node's clock with the database's. Leases and order do not depend on it, but
 * people compare the times that nodes write.
 */
class Clocks {

	private static final Logger log = LoggerFactory.getLogger(Clocks.class);

	private static final Duration MUCH = Duration.ofSeconds(10);

	private final String node;

	private final Clock clock;

	private boolean differ;

	Clocks(String node, Clock clock) {
		this.node = node;
		this.clock = clock;
	}

	/** Logs once that the clocks differ, and once that they agree again. */
	boolean compare(Instant database) {
		Duration ahead = Duration.between(database, this.clock.instant());
		boolean differ = ahead.abs().compareTo(MUCH) > 0;
		if (differ != this.differ) {
			this.differ = differ;
			if (differ) {
				log.warn(
						"node {}: its clock is {} s {} the database's: correct it, because the times that nodes write differ",
						this.node, ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
			}
			else {
				log.info("node {}: its clock agrees with the database's again", this.node);
			}
		}
		return differ;
	}

}
