package io.switchboard.history;

import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The envelope of every answer.
 *
 * @param data one thing or a list
 * @param next the cursor of the next page, or null when this is the last
 * @param <T> what is in it
 */
public record Page<T>(T data, @Nullable String next) {

	public static <T> Page<T> of(T data) {
		return new Page<>(data, null);
	}

	/**
	 * Makes a page of a list that was read with one row more than the limit, to know
	 * whether more follows.
	 */
	public static <T> Page<List<T>> of(List<T> rows, int limit, ToLongFunction<T> position) {
		if (rows.size() <= limit) {
			return new Page<>(rows, null);
		}
		List<T> shown = rows.subList(0, limit);
		return new Page<>(shown, String.valueOf(position.applyAsLong(shown.get(limit - 1))));
	}

	public <U> Page<U> with(U other) {
		return new Page<>(other, this.next);
	}

}
