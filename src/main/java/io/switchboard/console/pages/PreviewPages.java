package io.switchboard.console.pages;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.switchboard.console.login.Roles;
import io.switchboard.console.mailbox.Letter;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.EventQueries;
import io.switchboard.inbox.Event;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.Effect;
import io.switchboard.routes.dryrun.Preview;
import io.switchboard.routes.dryrun.Previews;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows what a route on disk would do with one event, for an operator. An open page is
 * refreshed when a file of the folder is saved.
 */
@Controller
class PreviewPages {

	private static final int LATEST = 8;

	private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

	private final Previews previews;

	private final EventQueries events;

	private final Deliveries deliveries;

	private final RouteSamples samples;

	PreviewPages(Previews previews, EventQueries events, Deliveries deliveries, RouteSamples samples) {
		this.previews = previews;
		this.events = events;
		this.deliveries = deliveries;
		this.samples = samples;
	}

	@GetMapping("/routes/{id}/preview")
	String page(@PathVariable String id, @RequestParam(defaultValue = "") String event,
			@RequestParam(defaultValue = "") String sample, HttpServletRequest request, Model model)
			throws SQLException {
		model.addAttribute("route", id);
		model.addAttribute("event", event.strip());
		model.addAttribute("sample", sample);
		model.addAttribute("samples", this.samples.of(id));
		model.addAttribute("latest",
				this.deliveries
					.find(new DeliveryFilter(null, id, null, null, null, null, null, null, null), null, LATEST)
					.data());
		if (Roles.mayAct(request) && !(event.isBlank() && sample.isEmpty())) {
			model.addAttribute("revision", this.previews.revision());
			try {
				preview(id, event, sample).ifPresentOrElse((preview) -> {
					model.addAttribute("preview", preview);
					model.addAttribute("variables", shown(preview));
				}, () -> model.addAttribute("refused", "The folder has no route %s.".formatted(id)));
			}
			catch (DryRuns.UnusableException ex) {
				model.addAttribute("unusable", ex.getMessage());
			}
			catch (ResponseStatusException ex) {
				model.addAttribute("refused", ex.getReason());
			}
		}
		return "console/preview";
	}

	/** A value for people: a map or a list as JSON. */
	private static String text(Object value) {
		try {
			return (value instanceof Map<?, ?> || value instanceof List<?>) ? JSON.writeValueAsString(value)
					: value.toString();
		}
		catch (JsonProcessingException ex) {
			return value.toString();
		}
	}

	/** The variables as people read them; null where one is null. */
	private static Map<String, @Nullable String> shown(Preview preview) {
		Map<String, @Nullable String> shown = new LinkedHashMap<>();
		preview.variables().forEach((name, value) -> shown.put(name, (value != null) ? text(value) : null));
		return shown;
	}

	/** Only the preview, once the folder has changed. */
	@GetMapping(path = "/routes/{id}/preview", headers = "HX-Request")
	String now(@PathVariable String id, @RequestParam(defaultValue = "") String event,
			@RequestParam(defaultValue = "") String sample, @RequestParam(defaultValue = "") String revision,
			HttpServletRequest request, HttpServletResponse response, Model model) throws SQLException {
		if (this.previews.revision().equals(revision)) {
			// no change: htmx swaps nothing
			response.setStatus(HttpStatus.NO_CONTENT.value());
		}
		else {
			page(id, event, sample, request, model);
		}
		return "console/preview :: preview";
	}

	/** The HTML of a mail, for the frame in the page. */
	@GetMapping("/routes/{id}/preview/mail")
	ResponseEntity<byte[]> mail(@PathVariable String id, @RequestParam(defaultValue = "") String event,
			@RequestParam(defaultValue = "") String sample, @RequestParam int number, HttpServletRequest request)
			throws SQLException {
		if (!Roles.mayAct(request)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "an operator can see a preview");
		}
		List<Effect> effects = preview(id, event, sample).map(Preview::effects).orElse(List.of());
		Object html = (number >= 0 && number < effects.size()) ? effects.get(number).facts().get("html") : null;
		if (html == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such mail");
		}
		return Letter.shown(html.toString());
	}

	private Optional<Preview> preview(String route, String event, String sample) throws SQLException {
		if (event.isBlank()) {
			return this.previews.ofSample(route, sample);
		}
		Event kept = this.events.event(event.strip())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no event %s.".formatted(event.strip())));
		return this.previews.of(route, kept);
	}

}
