package io.switchboard.screenpop;

import java.util.List;
import java.util.Set;

/**
 * Hears of the calls at some telephones. One thread calls all listeners, so a listener
 * must not wait or throw.
 */
public interface PhoneListener {

	/**
	 * The telephones that are listened to.
	 * @return the digits of their {@code dst}
	 */
	Set<String> phones();

	/**
	 * All calls at these telephones, those that ended within the last minute too. It is
	 * called first, and again if something may have been missed.
	 * @param calls the calls, the oldest first
	 */
	void now(List<PhoneCall> calls);

	/**
	 * A call that is new, or looks different now.
	 * @param call at one of these telephones
	 */
	void changed(PhoneCall call);

}
