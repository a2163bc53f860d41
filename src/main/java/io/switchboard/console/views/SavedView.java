package io.switchboard.console.views;

import org.jspecify.annotations.Nullable;

/**
 * The filters of a list, under a name.
 *
 * @param id its number
 * @param list the list's path, such as {@code /calls}
 * @param name what somebody called it
 * @param query the filters as the list's address has them, without a question mark
 * @param span the label of a relative time range, such as {@code Today}, or null
 * @param owner the user who saved it; null if all share it
 */
public record SavedView(long id, String list, String name, String query, @Nullable String span,
		@Nullable String owner) {

	/** Whether all users see it. */
	public boolean isShared() {
		return this.owner == null;
	}

}
