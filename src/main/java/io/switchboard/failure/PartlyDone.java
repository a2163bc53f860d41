package io.switchboard.failure;

import java.util.Set;

/** A failure after some parts were done; see {@link Done}. */
public interface PartlyDone {

	/**
	 * The parts that were done, and must not be repeated.
	 * @return short names without line breaks, as {@link Done#contains} is asked for them
	 */
	public Set<String> done();

}
