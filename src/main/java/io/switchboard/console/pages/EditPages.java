package io.switchboard.console.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.sql.SQLException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.switchboard.audit.Audited;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.Result;
import io.switchboard.delivery.queue.EditedDelivery;
import io.switchboard.delivery.queue.EditedDelivery.NotEditableException;
import io.switchboard.history.EventQueries;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.inbox.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Redelivers with a body that an operator changes. */
@Controller
class EditPages {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final EditedDelivery edited;

	private final EventQueries queries;

	EditPages(EditedDelivery edited, EventQueries queries) {
		this.edited = edited;
		this.queries = queries;
	}

	@GetMapping("/deliveries/{id:\\d+}/edit")
	String edit(@PathVariable long id, HttpServletRequest request, Model model) {
		if (!Roles.mayAct(request)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "An operator can edit it.");
		}
		DeliveryRow delivery = existing(id);
		model.addAttribute("delivery", delivery);
		model.addAttribute("body", this.queries.event(delivery.eventId()).map(EditPages::text).orElse(""));
		return "console/edit";
	}

	@Audited("delivery.edit")
	@PostMapping("/deliveries/{id:\\d+}/edit")
	String redeliver(@PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable String reason, Principal who, Model model,
			HttpServletResponse response, RedirectAttributes then) throws SQLException {
		DeliveryRow delivery = existing(id);
		try {
			long filed = this.edited.redeliver(id, body, who.getName());
			Result.is("as delivery " + filed);
			then.addFlashAttribute("done",
					"Redelivered with the edited body. It takes the place of delivery " + id + ".");
			return "redirect:/deliveries/" + filed;
		}
		catch (IllegalArgumentException | NotEditableException ex) {
			Result.isNothing();
			response
				.setStatus((ex instanceof NotEditableException ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST).value());
			model.addAttribute("problem", ex.getMessage());
			model.addAttribute("delivery", delivery);
			model.addAttribute("body", body);
			model.addAttribute("reason", reason);
			return "console/edit";
		}
	}

	/** The body as it came in, with a line for each field. */
	private static String text(Event event) {
		try {
			return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(event.body()));
		}
		catch (IOException ex) {
			return new String(event.body(), StandardCharsets.UTF_8);
		}
	}

	private DeliveryRow existing(long id) {
		return this.queries.delivery(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no delivery %d: it never existed, or is older than what is kept.".formatted(id)));
	}

}
