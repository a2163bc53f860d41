package io.switchboard.routes.reload;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state of the folder: which revision runs, and what is wrong with a newer one.
 *
 * @param mode {@code on}, {@code off} or {@code check-only}
 * @param revision the digest of all files that were loaded last; 12 hexadecimal digits
 * @param loadedAt when that was
 * @param waiting the revision of the change that was not loaded, or null if there is none
 * @param problems why it was not loaded: one sentence each, with file, line and what to
 * do; else empty
 */
public record ReloadState(String mode, String revision, Instant loadedAt, @Nullable String waiting,
		List<String> problems) {

	/**
	 * Whether the folder differs from the running routes.
	 * @return true if a change was refused, or is wrong and only checked
	 */
	public boolean isBroken() {
		return !this.problems.isEmpty();
	}

}
