package io.switchboard.inbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/**
 * Tells its listeners at once that this node has stored events. Without it they would
 * look a moment later. Events that other nodes store ring no bell here.
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
