package io.switchboard.console.pages;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream by which pages learn of changes. */
@Controller
@Hidden
class LiveController {

	private final LiveStream stream;

	LiveController(LiveStream stream) {
		this.stream = stream;
	}

	@GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter live(HttpServletResponse response) {
		SseEmitter page = this.stream.listen();
		if (page == null) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many pages are open");
		}
		// nginx would collect it
		response.setHeader("X-Accel-Buffering", "no");
		return page;
	}

}
