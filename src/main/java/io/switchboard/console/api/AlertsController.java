package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.switchboard.alerts.Alert;
import io.switchboard.alerts.AlertFilter;
import io.switchboard.alerts.Alerts;
import io.switchboard.alerts.ChannelState;
import io.switchboard.audit.Audited;
import io.switchboard.console.query.ListPage;
import io.switchboard.history.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Alerts, and the channels that send them. */
@RestController
@RequestMapping("/api/alerts")
@Tag(name = "Alerts", description = "Alerts, and who is told of them")
class AlertsController {

	private final Alerts alerts;

	AlertsController(Alerts alerts) {
		this.alerts = alerts;
	}

	/** An alert. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Alert")
	record AlertView(long id, String state, String kind, String severity, String subject, String summary, long amount,
			Instant beganAt, @Nullable Instant endedAt, @Nullable Instant toldAt, @Nullable Instant acknowledgedAt,
			@Nullable String acknowledgedBy) {

		static AlertView of(Alert alert) {
			return new AlertView(alert.id(), alert.state(), alert.kind().word(), alert.kind().severity().word(),
					alert.subject(), alert.summary(), alert.amount(), alert.beganAt(), alert.endedAt(), alert.toldAt(),
					alert.acknowledgedAt(), alert.acknowledgedBy());
		}

	}

	/** The state of a channel. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "AlertChannel")
	record ChannelView(String name, String kind, @Nullable Instant lastSentAt, @Nullable Instant failedAt,
			@Nullable String error) {

		static ChannelView of(ChannelState state) {
			return new ChannelView(state.name(), state.kind(), state.lastSentAt(), state.failedAt(), state.error());
		}

	}

	/** Alerts by a filter, newest first, a page at a time. */
	@Operation(operationId = "listAlerts", summary = "Alerts, newest first")
	@GetMapping
	Page<List<AlertView>> list(@ParameterObject AlertFilter filter, @ParameterObject ListPage asked) {
		Page<List<Alert>> page = this.alerts.find(filter, asked.position(), asked.limit());
		return page.with(page.data().stream().map(AlertView::of).toList());
	}

	/** Takes an alert on. */
	@Operation(operationId = "acknowledgeAlert",
			summary = "Acknowledge an alert. Nobody is reminded of it, unless it grows. 409 if it is over or acknowledged")
	@Audited("alert.acknowledge")
	@PostMapping("/{id}/acknowledge")
	Page<AlertView> acknowledge(@PathVariable long id, @Parameter(hidden = true) @Nullable Principal who)
			throws SQLException {
		Alert known = existing(id);
		if (!this.alerts.acknowledge(id, (who != null) ? who.getName() : "api")) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "it is %s".formatted(known.state()));
		}
		return Page.of(AlertView.of(existing(id)));
	}

	private Alert existing(long id) {
		return this.alerts.get(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no alert " + id));
	}

	/** The channels. */
	@Operation(operationId = "listAlertChannels",
			summary = "The channels in the order of the settings, with what each did last")
	@GetMapping("/channels")
	Page<List<ChannelView>> channels() {
		return Page.of(this.alerts.channels().stream().map(ChannelView::of).toList());
	}

	/** Sends a test message. */
	@Operation(operationId = "testAlertChannels",
			summary = "Send a test through each channel, and wait for the answers")
	@Audited("alert.test")
	@PostMapping("/channels/test")
	Page<List<ChannelView>> test(@Parameter(hidden = true) @Nullable Principal who) {
		return Page.of(this.alerts.test((who != null) ? who.getName() : "api").stream().map(ChannelView::of).toList());
	}

}
