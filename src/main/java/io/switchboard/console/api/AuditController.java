package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Deed;
import io.switchboard.console.query.ListPage;
import io.switchboard.history.AuditFilter;
import io.switchboard.history.AuditTrail;
import io.switchboard.history.Page;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and why. */
@RestController
@Tag(name = "Audit", description = "Who did what, and why")
class AuditController {

	private final AuditTrail audit;

	AuditController(AuditTrail audit) {
		this.audit = audit;
	}

	/** What somebody did. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Deed")
	record DeedView(long id, Instant at, String who, String action, @Nullable String subject, @Nullable String details,
			@Nullable String reason) {

		static DeedView of(Deed deed) {
			return new DeedView(deed.id(), deed.at(), deed.who(), deed.action(), deed.subject(), deed.details(),
					deed.reason());
		}

	}

	/** What was done, newest first, filtered and a page at a time. */
	@Operation(operationId = "listAudit", summary = "Who did what, newest first")
	@GetMapping("/api/audit")
	Page<List<DeedView>> audit(@ParameterObject AuditFilter filter, @ParameterObject ListPage asked) {
		Page<List<Deed>> page = this.audit.find(filter, asked.position(), asked.limit());
		return page.with(page.data().stream().map(DeedView::of).toList());
	}

}
