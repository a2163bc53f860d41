package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.AuditEntry;
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
	@Schema(name = "AuditEntry")
	record AuditEntryView(long id, Instant at, String who, String action, @Nullable String subject,
			@Nullable String details, @Nullable String reason) {

		static AuditEntryView of(AuditEntry entry) {
			return new AuditEntryView(entry.id(), entry.at(), entry.who(), entry.action(), entry.subject(),
					entry.details(), entry.reason());
		}

	}

	/** What was done, newest first, filtered and a page at a time. */
	@Operation(operationId = "listAudit", summary = "Who did what, newest first")
	@GetMapping("/api/audit")
	Page<List<AuditEntryView>> audit(@ParameterObject AuditFilter filter, @ParameterObject ListPage asked) {
		Page<List<AuditEntry>> page = this.audit.find(filter, asked.position(), asked.limit());
		return page.with(page.data().stream().map(AuditEntryView::of).toList());
	}

}
