package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.switchboard.audit.Audited;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.StopFilter;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.Page;
import io.switchboard.texts.TextStop;
import io.switchboard.texts.TextStops;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Who gets no text messages. */
@RestController
@RequestMapping("/api/text-stops")
@Tag(name = "Texts", description = "Who has said STOP and gets no text messages")
class TextStopsController {

	private final TextStops stops;

	TextStopsController(TextStops stops) {
		this.stops = stops;
	}

	/** A number that gets no texts. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "TextStop")
	record View(String number, Instant since, @Nullable String eventId, @Nullable String who, @Nullable String reason,
			long withheld, @Nullable Instant withheldAt) {

		static View of(TextStop stop) {
			return new View(stop.number(), stop.since(), stop.eventId(), stop.who(), stop.reason(), stop.withheld(),
					stop.withheldAt());
		}

	}

	/**
	 * Changes one.
	 *
	 * @param number which one
	 * @param reason why
	 */
	record Change(
			@Parameter(name = "number", description = "The telephone number, in any spelling. Must be given",
					schema = @Schema(type = "string")) @Nullable String number,
			@Parameter(name = "reason", description = "Why, for the audit. Must be given",
					schema = @Schema(type = "string")) @Nullable String reason) {
	}

	/** All of them, a page at a time. */
	@Operation(operationId = "listTextStops", summary = "Numbers that get no text messages, newest first")
	@GetMapping
	Page<List<View>> list(@ParameterObject StopFilter filter, @ParameterObject ListPage asked) {
		String number = filter.key(this.stops);
		List<TextStop> found;
		try {
			found = this.stops.find(number, asked.cursor(), asked.limit() + 1);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongParameter("cursor", "cursor is not the value of next in the page before");
		}
		boolean more = found.size() > asked.limit();
		List<TextStop> shown = more ? found.subList(0, asked.limit()) : found;
		return new Page<>(shown.stream().map(View::of).toList(), more ? shown.get(shown.size() - 1).cursor() : null);
	}

	/** Puts a number on the list. */
	@Operation(operationId = "stopTexts", summary = "Send a number no more texts. 409 if it gets none already")
	@Audited("text-stop.stop")
	@PostMapping("/stop")
	Page<List<View>> stop(@ParameterObject Change change, @Parameter(hidden = true) @Nullable Principal who)
			throws SQLException {
		return change(change, true, who);
	}

	/** Takes a number off the list. */
	@Operation(operationId = "liftTextStop", summary = "Send a number texts again. 409 if it gets them already")
	@Audited("text-stop.lift")
	@PostMapping("/lift")
	Page<List<View>> lift(@ParameterObject Change change, @Parameter(hidden = true) @Nullable Principal who)
			throws SQLException {
		return change(change, false, who);
	}

	private Page<List<View>> change(Change change, boolean stop, @Nullable Principal who) throws SQLException {
		String number = StopFilter.key(this.stops, change.number());
		if (change.reason() == null || change.reason().isBlank()) {
			throw new WrongParameter("reason", "reason must say why");
		}
		if (!this.stops.byHand(number, stop, (who != null) ? who.getName() : "api", change.reason())) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					stop ? "the number gets no texts already" : "the number gets texts already");
		}
		return Page.of(this.stops.find(number, null, 1).stream().map(View::of).toList());
	}

}
