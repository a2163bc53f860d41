package io.switchboard.console.query;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a bulk request, beside its filters.
 *
 * @param all true: all of them are meant, without a filter; null is false
 * @param dryRun true: they are only counted; null is false
 * @param reason why, for the audit; null if nobody said
 */
public record Sweep(@Parameter(name = "all",
		description = "true: all of them, without a filter. A request with neither a filter nor this is refused",
		schema = @Schema(type = "boolean")) @Nullable Boolean all,
		@Parameter(name = "dry_run", description = "true: only count them",
				schema = @Schema(type = "boolean")) @Nullable Boolean dryRun,
		@Parameter(name = "reason", description = "Why, for the audit",
				schema = @Schema(type = "string")) @Nullable String reason) {

	/** Whether all of them are meant. */
	public boolean isAll() {
		return Boolean.TRUE.equals(this.all);
	}

	/** Whether they are only counted. */
	public boolean isDryRun() {
		return Boolean.TRUE.equals(this.dryRun);
	}

}
