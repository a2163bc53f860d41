package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.switchboard.audit.Audited;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.Page;
import io.switchboard.routes.oncall.OnCallChanges;
import io.switchboard.routes.oncall.OnCallState;
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

/** Who is on call, and who takes over. */
@RestController
@RequestMapping("/api/on-call")
@Tag(name = "On call", description = "Who is on call, and who takes over")
class OnCallController {

	private final OnCallChanges onCall;

	OnCallController(OnCallChanges onCall) {
		this.onCall = onCall;
	}

	/**
	 * A rota.
	 */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Rota")
	record View(String rota, List<Somebody> people, List<Taken> takeOvers, List<Has> turns) {

		static View of(OnCallState state) {
			return new View(state.rota(), state.people()
				.stream()
				.map((each) -> new Somebody(each.key(), each.name(), each.email(), each.extension(), each.phone()))
				.toList(),
					state.takeOvers()
						.stream()
						.map((each) -> new Taken(each.id(), each.person(), each.from(), each.to(), each.madeBy()))
						.toList(),
					state.turns()
						.stream()
						.map((each) -> new Has(each.from(), each.to(),
								(each.person() != null) ? each.person().key() : null, each.byHand()))
						.toList());
		}

	}

	/** Who may have it. */
	@Schema(name = "OnCallPerson")
	record Somebody(String who, String name, @Nullable String email, @Nullable String extension,
			@Nullable String phone) {
	}

	/** Who takes over. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "TakeOver")
	record Taken(long id, String who, Instant from, Instant to, String madeBy) {
	}

	/** The person on call; null for nobody. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Turn")
	record Has(Instant from, Instant to, @Nullable String who, boolean byHand) {
	}

	/**
	 * Takes over.
	 *
	 * @param who who takes over
	 * @param from when it begins
	 * @param to when it ends
	 */
	record Request(
			@Parameter(name = "who", description = "Their key in the rota. Must be given",
					schema = @Schema(type = "string")) @Nullable String who,
			@Parameter(name = "from", description = "When it begins, ISO 8601. Default: now",
					schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
			@Parameter(name = "to", description = "When it ends, within a year, ISO 8601. Must be given",
					schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to) {
	}

	/** All of them. */
	@Operation(operationId = "listOnCall", summary = "All rotas, with who is on call now and in the next two weeks")
	@GetMapping
	Page<List<View>> list() {
		return Page.of(this.onCall.all().stream().map(View::of).toList());
	}

	/** Takes over. */
	@Operation(operationId = "takeOverOnCall",
			summary = "Enter who takes over. If several overlap, the one that was entered last counts")
	@Audited("on-call.take-over")
	@PostMapping("/{rota}/take-over")
	Page<View> takeOver(@PathVariable String rota, @ParameterObject Request request,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		existing(rota);
		try {
			this.onCall.takeOver(rota, request.who(), request.from(), request.to(),
					(who != null) ? who.getName() : "api");
		}
		catch (IllegalArgumentException ex) {
			String sentence = String.valueOf(ex.getMessage());
			throw new WrongParameter(sentence.replaceFirst(":.*", ""), sentence);
		}
		return existing(rota);
	}

	/** Ends it. */
	@Operation(operationId = "endTakeOver", summary = "End a take-over now. 409 if it is over")
	@Audited("on-call.end")
	@PostMapping("/{rota}/take-overs/{id}/end")
	Page<View> end(@PathVariable String rota, @PathVariable long id) throws SQLException {
		existing(rota);
		if (!this.onCall.end(rota, id)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "it is over, or was never there");
		}
		return existing(rota);
	}

	private Page<View> existing(String rota) {
		return Page.of(this.onCall.of(rota)
			.map(View::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no rota " + rota)));
	}

}
