package io.switchboard.answers;

import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;

/** An endpoint around another one that copies each message. */
public interface CopyingEndpoint extends DelegateEndpoint {

	/**
	 * The same around another endpoint.
	 * @param other in the place of the one within
	 * @return a new one
	 */
	Endpoint around(Endpoint other);

}
