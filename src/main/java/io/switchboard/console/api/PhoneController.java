package io.switchboard.console.api;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.console.login.OwnPhone;
import io.switchboard.console.login.OwnPhone.Owned;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.Page;
import io.switchboard.screenpop.PhoneCall;
import io.switchboard.screenpop.PhoneListener;
import io.switchboard.screenpop.Phones;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The calls at the own telephone; with the API's token, at any telephone. */
@RestController
@RequestMapping("/api/phone")
@Tag(name = "Phone", description = "Who calls, while the telephone rings")
class PhoneController {

	private static final String EXTENSION = "With api.token: the telephone. A person or a token of phones.* has its own; this may name one of several";

	private final OwnPhone own;

	private final Phones phones;

	private final PhoneStreams streams;

	private final PhoneNumbers numbers;

	PhoneController(OwnPhone own, Phones phones, PhoneStreams streams, PhoneNumbers numbers) {
		this.own = own;
		this.phones = phones;
		this.streams = streams;
		this.numbers = numbers;
	}

	/** The present calls. */
	@Operation(operationId = "listPhoneCalls",
			summary = "The calls at the own telephone: those that ring, go on, or ended within the last minute")
	@GetMapping
	Page<List<PhoneView.Shown>> now(
			@Parameter(description = EXTENSION) @RequestParam(required = false) @Nullable String extension,
			@Parameter(hidden = true) HttpServletRequest request) throws Exception {
		Set<String> phones = owned(request, extension).phones();
		CompletableFuture<List<PhoneCall>> now = new CompletableFuture<>();
		PhoneListener once = new PhoneListener() {
			@Override
			public Set<String> phones() {
				return phones;
			}

			@Override
			public void now(List<PhoneCall> calls) {
				now.complete(calls);
			}

			@Override
			public void changed(PhoneCall call) {
				// the state of a moment ago is enough
			}
		};
		this.phones.listen(once);
		try {
			return Page.of(now.get(5, TimeUnit.SECONDS)
				.stream()
				.map((call) -> PhoneView.Shown.of(call, this.numbers))
				.toList());
		}
		catch (java.util.concurrent.TimeoutException ex) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "the store does not answer", ex);
		}
		finally {
			this.phones.leave(once);
		}
	}

	/** A stream of changes. */
	@Operation(operationId = "listenToPhone", summary = "What happens at the own telephone, as server-sent events",
			description = "The event calls comes first, and again where something may have been missed: a list of all calls at the telephone. The event call is one call that is new or looks different now; its call_id says which. So a client that was away needs no Last-Event-ID. A line comes every five seconds at least, and the stream ends after half an hour: connect again.")
	@ApiResponse(responseCode = "200", description = "The stream",
			content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
					schema = @Schema(implementation = PhoneView.Shown.class)))
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter listen(@Parameter(description = EXTENSION) @RequestParam(required = false) @Nullable String extension,
			@Parameter(hidden = true) HttpServletRequest request, HttpServletResponse response) {
		Owned owned = owned(request, extension);
		// nginx would collect it
		response.setHeader("X-Accel-Buffering", "no");
		return this.streams.open(owned, Roles.isProgram(request), request.getRemoteAddr(), request.getSession(false));
	}

	private Owned owned(HttpServletRequest request, @Nullable String extension) {
		String wanted = (extension != null && !extension.isBlank()) ? PhoneNumber.digits(extension) : null;
		if (extension != null && !extension.isBlank() && wanted == null) {
			throw new WrongParameter("extension", "extension is not an extension or a number");
		}
		if (Roles.isProgram(request)) {
			if (wanted == null) {
				throw new WrongParameter("extension", "extension is missing: say whose telephone, such as 1001");
			}
			return new Owned("program", Set.of(wanted));
		}
		Owned owned = this.own.of(request);
		if (owned.phones().isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"no telephone is assigned to you: console.users[].extension or the claim of console.oidc.extension-claim says whose it is");
		}
		if (wanted != null && !owned.phones().contains(wanted)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "that is not your telephone");
		}
		return (wanted != null) ? new Owned(owned.owner(), Set.of(wanted)) : owned;
	}

}
