package io.switchboard.failure;

import java.util.Set;

/** A failure of something that was done in part; see {@link Done}. */
public interface PartlyDone {

	/**
	 * What was done, and must not be done again.
	 * @return short names without line breaks, as {@link Done#contains} is asked for them
	 */
	public Set<String> done();

}
