package io.switchboard.console.pages;

import java.nio.charset.StandardCharsets;

import io.switchboard.console.login.Roles;
import io.switchboard.history.EventQueries;
import io.switchboard.inbox.Event;
import io.switchboard.routes.sample.EventSamples;
import io.switchboard.routes.sample.SampleMaker;
import io.switchboard.routes.sample.SampleMaker.Made;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Makes a sample of an event, for an operator: both files, to copy or download. */
@Controller
class SamplePages {

	private static final Logger log = LoggerFactory.getLogger(SamplePages.class);

	private final EventSamples samples;

	private final EventQueries events;

	SamplePages(EventSamples samples, EventQueries events) {
		this.samples = samples;
		this.events = events;
	}

	@GetMapping("/samples/new")
	String page(@RequestParam String event, @RequestParam String route, HttpServletRequest request, Model model) {
		model.addAttribute("event", event);
		model.addAttribute("route", route);
		if (Roles.mayAct(request)) {
			try {
				model.addAttribute("made", made(event, route));
			}
			catch (SampleMaker.UnusableException ex) {
				model.addAttribute("refused", ex.getMessage());
			}
			catch (ResponseStatusException ex) {
				throw ex;
			}
			catch (Exception ex) {
				// its message may quote an event
				log.debug("no sample can be made", ex);
				model.addAttribute("refused", "The folder cannot be tried. First fix what check reports.");
			}
		}
		return "console/sample";
	}

	/** Downloads one of the two files. */
	@GetMapping("/samples/file")
	ResponseEntity<byte[]> file(@RequestParam String event, @RequestParam String route,
			@RequestParam(defaultValue = "json") String part, HttpServletRequest request) throws Exception {
		if (!Roles.mayAct(request)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "an operator can make a sample");
		}
		Made made = made(event, route);
		boolean json = part.equals("json");
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header("Content-Disposition",
					ContentDisposition.attachment()
						.filename(made.name() + (json ? ".json" : ".expect.yaml"))
						.build()
						.toString())
			.body((json ? made.sample() : made.expected()).getBytes(StandardCharsets.UTF_8));
	}

	private Made made(String id, String route) throws Exception {
		Event event = this.events.event(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no event " + id));
		return this.samples.of(event, route);
	}

}
