package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.calls.Call;
import io.switchboard.followup.FollowUp;
import io.switchboard.screenpop.Caller;
import io.switchboard.screenpop.PhoneCall;
import io.switchboard.screenpop.PhoneCall.State;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/** The calls at a telephone, as the API and the page show them. */
final class PhoneView {

	private PhoneView() {
	}

	/** A call at a telephone. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "PhoneCall")
	record Shown(long callId, long rootCallId, @Schema(description = "The telephone: the digits of dst") String phone,
			@Schema(allowableValues = {
					"ringing", "answered", "ended" }) String state,
			@Schema(description = "answered or missed, once it ended here") @Nullable String outcome,
			@Schema(description = "As E.164, or an extension; null where withheld") @Nullable String number,
			@Schema(description = "The number as people read it") @Nullable String shownNumber, @Nullable String name,
			@Nullable String queue, Instant rangAt, @Nullable Instant answeredAt, @Nullable Instant endedAt,
			@Schema(description = "Absent until it was looked up") @Nullable Known caller){

		static Shown of(PhoneCall call, PhoneNumbers numbers) {
			String outcome = (call.state() != State.ENDED) ? null : (call.answeredAt() != null) ? "answered" : "missed";
			Caller caller = call.caller();
			return new Shown(call.callId(), call.rootCallId(), call.phone(),
					call.state().toString().toLowerCase(Locale.ROOT), outcome, call.number(),
					numbers.shown(call.number()), call.name(), call.queue(), call.rangAt(), call.answeredAt(),
					call.endedAt(), (caller != null) ? Known.of(caller) : null);
		}

	}

	/** The known facts about the caller. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Caller")
	record Known(@Nullable Contact contact, List<Past> calls, @Nullable Waiting followUp, @Nullable Text lastText,
			@Nullable String lastNote) {

		static Known of(Caller of) {
			Caller.Contact contact = of.contact();
			Caller.Text text = of.text();
			FollowUp followUp = of.followUp();
			return new Known((contact != null) ? new Contact(contact.name(), contact.group(), contact.notes()) : null,
					of.calls().stream().map(Past::of).toList(),
					(followUp != null)
							? new Waiting(followUp.id(), followUp.tries(), followUp.waitingSince(), followUp.owner())
							: null,
					(text != null) ? new Text(text.at(), text.text()) : null, of.note());
		}

	}

	/** VoIPstudio's contact. */
	@Schema(name = "CallerContact")
	record Contact(String name, @Nullable String group, @Nullable String notes) {
	}

	/** An earlier call with the number. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "EarlierCall")
	record Past(long rootCallId, Instant startTime, @Nullable String direction, String state, @Nullable String outcome,
			@Nullable String queue, @Nullable String answeredBy) {

		static Past of(Call call) {
			return new Past(call.rootCallId(), call.startTime(), call.direction(), call.state().toString(),
					Objects.toString(call.outcome(), null), call.queue(), call.answeredBy());
		}

	}

	/** The follow-up that waits. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "WaitingFollowUp")
	record Waiting(long id, int tries, Instant waitingSince, @Nullable String owner) {
	}

	/** The last text message. */
	@Schema(name = "LastText")
	record Text(Instant at, String text) {
	}

}
