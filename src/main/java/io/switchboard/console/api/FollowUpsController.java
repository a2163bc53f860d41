package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.console.login.OwnPhone;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.followup.CallBack;
import io.switchboard.followup.FollowUp;
import io.switchboard.followup.FollowUpFigures;
import io.switchboard.followup.FollowUpFilter;
import io.switchboard.followup.FollowUpPage;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.followup.FollowUps;
import io.switchboard.followup.LostRace;
import io.switchboard.followup.NoSuchFollowUp;
import io.switchboard.followup.NotCalled;
import io.switchboard.history.Page;
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

/** Follow-ups, and the actions on them. */
@RestController
@RequestMapping("/api/follow-ups")
@Tag(name = "Follow-ups", description = "Callers who were missed and are to be called back")
class FollowUpsController {

	private final FollowUps followUps;

	private final FollowUpQueries queries;

	private final CallBack callBack;

	private final OwnPhone own;

	private final FollowUpFigures figures;

	FollowUpsController(FollowUps followUps, FollowUpQueries queries, CallBack callBack, OwnPhone own,
			FollowUpFigures figures) {
		this.figures = figures;
		this.followUps = followUps;
		this.queries = queries;
		this.callBack = callBack;
		this.own = own;
	}

	/** Follow-ups by a filter. */
	@Operation(operationId = "listFollowUps",
			summary = "Callers who are to be called back. The longest wait comes first",
			description = "With state=closed, the one that was closed last comes first.")
	@GetMapping
	Page<List<FollowUpView.Listed>> list(@ParameterObject FollowUpFilter filter, @ParameterObject ListPage asked) {
		FollowUpPage page = this.queries.find(filter, asked.call(), asked.limit());
		Instant now = Instant.now();
		return new Page<>(page.followUps().stream().map((each) -> FollowUpView.Listed.of(each, now)).toList(),
				Objects.toString(page.next(), null));
	}

	/** How many were called back. */
	@Operation(operationId = "followUpFigures",
			summary = "How many callers were called back within 30 minutes and on the same day, by day and team",
			description = "A follow-up counts on the day on which the caller began to wait. Shares are in percent.")
	@GetMapping("/figures")
	Page<List<FollowUpView.Figures>> figures(@ParameterObject FollowUpRequests.Days asked) {
		return Page.of(this.figures.last(asked.days()).stream().map(FollowUpView.Figures::of).toList());
	}

	/** One of them. */
	@Operation(operationId = "getFollowUp", summary = "One follow-up, and what happened to it")
	@GetMapping("/{id}")
	Page<FollowUpView.Alone> followUp(@PathVariable long id) {
		return this.queries.find(id)
			.map(this::view)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no follow-up " + id));
	}

	/** Takes it. */
	@Operation(operationId = "takeFollowUp", summary = "Take it. 409 if somebody else has taken it, or if it is closed")
	@Audited("follow-up.take")
	@PostMapping("/{id}/take")
	Page<FollowUpView.Alone> take(@PathVariable long id, @ParameterObject FollowUpRequests.Take inQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		FollowUpRequests.Take request = Filters.with(inQuery, body, FollowUpRequests.Take.class);
		return done(() -> this.followUps.take(id, name(who), request.from()));
	}

	/** Calls them. */
	@Operation(operationId = "callFollowUp",
			summary = "Take it, and call: VoIPstudio rings your phone, then the caller's. 502 if VoIPstudio refuses")
	@Audited("follow-up.call")
	@PostMapping("/{id}/call")
	Page<FollowUpView.Alone> call(@PathVariable long id, @ParameterObject FollowUpRequests.Ring inQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who, @Parameter(hidden = true) HttpServletRequest sender)
			throws SQLException {
		FollowUpRequests.Ring request = Filters.with(inQuery, body, FollowUpRequests.Ring.class);
		return done(() -> {
			try {
				return this.callBack.call(id, name(who),
						(request.phone() != null) ? request.phone() : this.own.first(sender));
			}
			catch (NotCalled ex) {
				if (ex.isOfAsking()) {
					throw new WrongParameter("phone", "phone: " + ex.getMessage());
				}
				throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, ex.getMessage(), ex);
			}
		});
	}

	/** Snoozes it. */
	@Operation(operationId = "snoozeFollowUp", summary = "Snooze it: it is due again at the time that you name")
	@Audited("follow-up.snooze")
	@PostMapping("/{id}/snooze")
	Page<FollowUpView.Alone> snooze(@PathVariable long id, @ParameterObject FollowUpRequests.Snooze inQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		FollowUpRequests.Snooze request = Filters.with(inQuery, body, FollowUpRequests.Snooze.class);
		Instant until = request.until();
		if (until == null) {
			throw new WrongParameter("until", "until is missing: say when it is due, such as 2026-01-31T08:00:00Z");
		}
		return done(() -> {
			try {
				return this.followUps.snooze(id, name(who), until, request.reason());
			}
			catch (IllegalArgumentException ex) {
				throw new WrongParameter("until", String.valueOf(ex.getMessage()));
			}
		});
	}

	/** Closes it. */
	@Operation(operationId = "closeFollowUp", summary = "Close it, with a reason")
	@Audited("follow-up.close")
	@PostMapping("/{id}/close")
	Page<FollowUpView.Alone> close(@PathVariable long id, @ParameterObject FollowUpRequests.Close inQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		FollowUpRequests.Close request = Filters.with(inQuery, body, FollowUpRequests.Close.class);
		String reason = request.reason();
		if (reason == null || reason.isBlank()) {
			throw new WrongParameter("reason", "reason is missing: say why it is closed");
		}
		return done(() -> this.followUps.close(id, name(who), reason));
	}

	/** Opens it again. */
	@Operation(operationId = "reopenFollowUp",
			summary = "Open it again. Calls that were answered before no longer count")
	@Audited("follow-up.reopen")
	@PostMapping("/{id}/reopen")
	Page<FollowUpView.Alone> reopen(@PathVariable long id, @ParameterObject FollowUpRequests.Reopen inQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		FollowUpRequests.Reopen request = Filters.with(inQuery, body, FollowUpRequests.Reopen.class);
		return done(() -> this.followUps.reopen(id, name(who), request.reason()));
	}

	/** Runs an action on one. */
	@FunctionalInterface
	private interface Action {

		FollowUp done() throws SQLException;

	}

	private Page<FollowUpView.Alone> done(Action action) throws SQLException {
		try {
			return view(action.done());
		}
		catch (LostRace ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
		catch (NoSuchFollowUp ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, ex.getMessage(), ex);
		}
	}

	private Page<FollowUpView.Alone> view(FollowUp of) {
		return Page.of(FollowUpView.Alone.of(of, this.queries.history(of.id()), Instant.now()));
	}

	private static String name(@Nullable Principal who) {
		return (who != null) ? who.getName() : "api";
	}

}
