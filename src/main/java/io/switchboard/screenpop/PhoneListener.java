package io.switchboard.screenpop;

import java.util.List;
import java.util.Set;

/**
 * Hears what some telephones do. It is called on one thread for all listeners: it must
 * not wait, and must not throw.
 */
public interface PhoneListener {

	/**
	 * The telephones that are listened to.
	 * @return the digits of their {@code dst}
	 */
	Set<String> phones();

	/**
	 * All calls at these telephones, those that ended within the last minute too. It is
	 * called first, and again where something may have been missed.
	 * @param calls the calls, the oldest first
	 */
	void now(List<PhoneCall> calls);

	/**
	 * A call that is new, or looks different now.
	 * @param call at one of these telephones
	 */
	void changed(PhoneCall call);

}
