package io.switchboard.routes;

import org.jspecify.annotations.Nullable;

/** What a column of a table holds. */
@FunctionalInterface
interface Column {

	/**
	 * What is bound, as text.
	 * @param value as JSON has it
	 * @return null where the value does not fit
	 */
	@Nullable String fit(@Nullable Object value);

}
