package io.switchboard.store;

import java.time.DateTimeException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The setting {@code store.replaced-at}: this store was restored from a backup. */
@Component
public class ReplacedStore {

	private final @Nullable Instant inUseUntil;

	ReplacedStore(@Value("${store.replaced-at:}") String replacedAt) {
		try {
			this.inUseUntil = replacedAt.isBlank() ? null : Instant.parse(replacedAt.strip());
		}
		catch (DateTimeException ex) {
			throw new UnusableStoreException("store.replaced-at=%s is not a time".formatted(replacedAt),
					"Set it to the time until which the store that the backup replaces was in use, such as 2026-01-31T08:00:00Z; or leave it out.");
		}
	}

	/**
	 * The time until which the replaced store was in use. Deliveries that are open in the
	 * backup may have been done before that time.
	 * @return null if this store replaces none
	 */
	public @Nullable Instant inUseUntil() {
		return this.inUseUntil;
	}

}
