package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.Result;
import io.switchboard.delivery.queue.EditedDelivery.NotEditableException;
import io.switchboard.delivery.queue.EditedDelivery;
import io.switchboard.history.Deliveries;
import io.switchboard.history.Deliveries.Change;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.DeliveryDetails;
import io.switchboard.history.EventQueries;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.history.Page;
import io.switchboard.history.SentByDelivery.Sent;
import io.switchboard.history.SentByDelivery;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Deliveries, and the actions of operators on them. */
@RestController
@RequestMapping("/api")
@Tag(name = "Deliveries", description = "Where each event stands on its way to each route")
class DeliveriesController {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Deliveries deliveries;

	private final EventQueries queries;

	private final DeliveryDetails details;

	private final SentByDelivery sent;

	private final EditedDelivery edited;

	DeliveriesController(Deliveries deliveries, EventQueries queries, DeliveryDetails details, SentByDelivery sent,
			EditedDelivery edited) {
		this.sent = sent;
		this.edited = edited;
		this.deliveries = deliveries;
		this.queries = queries;
		this.details = details;
	}

	/** Deliveries, newest first, filtered and a page at a time. */
	@Operation(operationId = "listDeliveries", summary = "Deliveries, newest first")
	@GetMapping("/deliveries")
	Page<List<DeliveryView.Listed>> deliveries(@ParameterObject DeliveryFilter filter,
			@ParameterObject ListPage asked) {
		Page<List<DeliveryRow>> page = this.deliveries.find(filter, asked.position(), asked.limit());
		Map<Long, Deliveries.Waiting> waiting = this.deliveries.waiting(page.data());
		return page
			.with(page.data().stream().map((row) -> DeliveryView.Listed.of(row, waiting.get(row.id()))).toList());
	}

	/** One delivery with its attempts. */
	@Operation(operationId = "getDelivery", summary = "One delivery with its attempts")
	@GetMapping("/deliveries/{id}")
	Page<DeliveryView.Alone> delivery(@PathVariable long id) {
		DeliveryRow row = this.queries.delivery(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no delivery " + id));
		return Page.of(DeliveryView.Alone.of(row, this.deliveries.waitingFor(row), this.details.gathered(id),
				this.details.attempts(id)));
	}

	/** Redelivers it. */
	@Operation(operationId = "redeliverDelivery",
			summary = "Deliver once more, with a full number of attempts. A delivery that waits goes at once")
	@Audited("delivery.redeliver")
	@PostMapping("/deliveries/{id}/redeliver")
	Page<DeliveryView.Alone> redeliver(@PathVariable long id) throws SQLException {
		return changed(id, this.deliveries::redeliver, "has not run yet, and will");
	}

	/** Discards it. */
	@Operation(operationId = "discardDelivery",
			summary = "Discard a dead letter, or a delivery that waits for another attempt")
	@Audited("delivery.discard")
	@PostMapping("/deliveries/{id}/discard")
	Page<DeliveryView.Alone> discard(@PathVariable long id) throws SQLException {
		return changed(id, this.deliveries::discard, "is neither dead nor waiting for another attempt");
	}

	/** What its attempts sent. */
	@Operation(operationId = "listSent",
			summary = "Copies of what the attempts sent and got back. Empty unless sent.keep is true")
	@GetMapping("/deliveries/{id}/sent")
	Page<List<Sent>> sent(@PathVariable long id, HttpServletRequest request) {
		delivery(id);
		return Page.of(this.sent.of(id, Roles.mayAct(request)));
	}

	/** The request for an edited delivery. */
	@Schema(name = "EditedDelivery")
	record Edit(@Schema(
			description = "The body of the event, changed; its id is replaced by a new one") Map<String, @Nullable Object> body) {
	}

	/** Delivers an edited body in place of this delivery. */
	@Operation(operationId = "editDelivery",
			summary = "Deliver a changed body under a new event_key. The dead or discarded delivery never runs again")
	@Audited("delivery.edit")
	@PostMapping("/deliveries/{id}/edit")
	Page<DeliveryView.Alone> edit(@PathVariable long id, @RequestBody(required = false) @Nullable Edit edit,
			Principal who) throws SQLException, JsonProcessingException {
		delivery(id);
		if (edit == null || edit.body() == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "body is missing: the event, as a JSON object");
		}
		try {
			long filed = this.edited.redeliver(id, JSON.writeValueAsString(edit.body()), who.getName());
			Result.is("as delivery " + filed);
			return delivery(filed);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
		catch (NotEditableException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

	private Page<DeliveryView.Alone> changed(long id, Change change, String otherwise) throws SQLException {
		delivery(id);
		if (change.of(List.of(id)) == 0) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "delivery %d %s".formatted(id, otherwise));
		}
		return delivery(id);
	}

}
