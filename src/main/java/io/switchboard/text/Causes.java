package io.switchboard.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The causes behind a failure. A library may make a chain that is a circle. So only this
 * class walks it.
 */
public final class Causes {

	private Causes() {
	}

	/**
	 * All causes, each once.
	 * @param failure the first one
	 * @return from the outermost on; never empty
	 */
	public static List<Throwable> of(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

	/**
	 * The innermost cause.
	 * @param failure the outermost one
	 * @return the last of a chain; in a circle, the one that leads back
	 */
	public static Throwable root(Throwable failure) {
		List<Throwable> causes = of(failure);
		return causes.get(causes.size() - 1);
	}

	/**
	 * The outermost cause of a type.
	 * @param <T> the type
	 * @param failure the first one that is examined
	 * @param type of the cause that is wanted
	 * @return empty if there is none
	 */
	public static <T> Optional<T> first(Throwable failure, Class<T> type) {
		return of(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
	}

}
