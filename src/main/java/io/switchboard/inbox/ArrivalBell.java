package io.switchboard.inbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/**
 * Rings when this node has stored events, for those who would else look for them a moment
 * later. What other nodes store rings no bell here.
 */
@Component
public class ArrivalBell {

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Listens from now on.
	 * @param told is called on the thread that commits: must be quick, and must not throw
	 */
	public void listen(Runnable told) {
		this.listeners.add(told);
	}

	/**
	 * Listens no longer.
	 * @param told the same as before
	 */
	public void leave(Runnable told) {
		this.listeners.remove(told);
	}

	void ring() {
		this.listeners.forEach(Runnable::run);
	}

}
