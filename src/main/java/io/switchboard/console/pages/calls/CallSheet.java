package io.switchboard.console.pages.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.switchboard.calls.Call;
import io.switchboard.calls.Calls;
import io.switchboard.history.CallStories;
import io.switchboard.history.CallStory;
import io.switchboard.history.CallStory.Sent;
import io.switchboard.history.CallStory.Told;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Collects the content of the page of a call, and of each of its parts. */
@Component
class CallSheet {

	/**
	 * Events of a call may come in long after its end, such as a recording or a wrap-up.
	 */
	private static final Duration AFTERMATH = Duration.ofMinutes(10);

	private final Calls calls;

	private final CallStories stories;

	private final Clock clock = Clock.systemUTC();

	CallSheet(Calls calls, CallStories stories) {
		this.calls = calls;
		this.stories = stories;
	}

	/**
	 * The selection on the page.
	 *
	 * @param event an event's id, or null
	 * @param delivery a delivery's number, or null
	 * @param all whether all events are shown, however many
	 */
	record Choice(@Nullable String event, @Nullable Long delivery, boolean all) {
	}

	/** Fills the page; false if the call is not known. */
	boolean fill(long rootCallId, Choice choice, Model model) {
		Optional<Call> call = this.calls.get(rootCallId);
		CallStory story = this.stories.of(rootCallId);
		if (call.isEmpty() && story.events().isEmpty()) {
			return false;
		}
		boolean live = call.map((known) -> known.state().isLive()).orElse(false);
		model.addAttribute("id", rootCallId);
		model.addAttribute("call", call.orElse(null));
		model.addAttribute("caller", call.map((known) -> People.name(known.srcName(), known.src())).orElse(null));
		model.addAttribute("called", call.map((known) -> People.name(known.dstName(), known.dst())).orElse(null));
		model.addAttribute("live", live);
		model.addAttribute("liveLeg", live ? story.liveLeg() : null);
		model.addAttribute("goesOn", call.isEmpty() || live || story.isOpen() || isFresh(call.get()));
		model.addAttribute("ladder", Ladder.of(story, choice.all()));
		model.addAttribute("choice", choice);
		Sent sent = (choice.delivery() != null) ? story.delivery(choice.delivery()).orElse(null) : null;
		String eventId = (sent != null) ? sent.eventId() : choice.event();
		Told told = (eventId != null) ? story.event(eventId).orElse(null) : null;
		model.addAttribute("sent", sent);
		model.addAttribute("told", told);
		model.addAttribute("body", (told != null) ? EventBody.pretty(told.moment().event().body()) : null);
		return true;
	}

	private boolean isFresh(Call call) {
		Instant last = call.lastSeenAt();
		return last.isAfter(this.clock.instant().minus(AFTERMATH));
	}

	/** The call that a leg is part of, if it is a leg other than the root one. */
	Optional<Long> ofLeg(long callId) {
		return this.stories.ofLeg(callId);
	}

	/** A delivery of this call. */
	Optional<Sent> delivery(long rootCallId, long id) {
		return this.stories.of(rootCallId).delivery(id);
	}

	/** The leg to which an operator's actions apply while the call is live. */
	Optional<Long> liveLeg(long rootCallId) {
		boolean live = this.calls.get(rootCallId).map((call) -> call.state().isLive()).orElse(false);
		return live ? Optional.ofNullable(this.stories.of(rootCallId).liveLeg()) : Optional.empty();
	}

}
