package io.switchboard.screenpop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.switchboard.calls.CallMoment;
import io.switchboard.calls.CallState;
import io.switchboard.calls.Leg;
import io.switchboard.inbox.Event;
import io.switchboard.screenpop.PhoneCall.State;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.EventOrder;
import io.switchboard.voipstudio.PersonName;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * The calls at each telephone, by the events of the legs of people. A telephone rings
 * when a {@code call.ringing} has the context of a user: the telephone is its
 * {@code dst}. It is the same in whatever order the events come.
 */
final class RingingLegs {

	/** How long after its end a call is still shown. */
	static final Duration SEEN = Duration.ofMinutes(1);

	/** After this time a ringing call counts as ended, because its end was lost. */
	static final Duration RINGS = Duration.ofMinutes(10);

	/** After this time without events, a talk counts as ended. */
	static final Duration TALKS = Duration.ofHours(4);

	private static final int MOST = 10_000;

	/** A key may be pressed, or a call be put on hold, again and again. */
	private static final int MOST_EVENTS = 200;

	private static final int LONGEST_NAME = 100;

	private static final Set<String> BEGINS = Set.of(EventNames.INITIAL, EventNames.RINGING, EventNames.CONNECTED);

	private final PhoneNumbers numbers;

	private final Map<Long, Phone> phones = new Latest<>();

	/** When each call came to which queue, by {@code root_call_id}. */
	private final Map<Long, TreeMap<EventOrder, String>> queues = new Latest<>();

	RingingLegs(PhoneNumbers numbers) {
		this.numbers = numbers;
	}

	/** Takes in an event, and returns the calls that have changed. */
	List<PhoneCall> hear(Event event) {
		CallMoment moment = CallMoment.of(event);
		if (event.contextKind() == ContextKind.QUEUE) {
			return queue(moment);
		}
		if (event.contextKind() != ContextKind.USER || moment.leg() == 0) {
			return List.of();
		}
		Phone phone = this.phones.computeIfAbsent(moment.leg(), (leg) -> new Phone());
		phone.hear(moment);
		return changed(phone).map(List::of).orElse(List.of());
	}

	/** Its own leg may come after the telephones ring. */
	private List<PhoneCall> queue(CallMoment moment) {
		Leg leg = new Leg(moment.leg());
		leg.add(moment);
		String name = Readable.line(leg.queueName());
		Long root = moment.event().rootCallId();
		if (root == null || name.isEmpty() || !BEGINS.contains(moment.name())) {
			return List.of();
		}
		TreeMap<EventOrder, String> ofCall = this.queues.computeIfAbsent(root, (call) -> new TreeMap<>());
		if (ofCall.size() >= MOST_EVENTS || ofCall.put(moment.order(), name) != null) {
			return List.of();
		}
		return this.phones.values()
			.stream()
			.filter((phone) -> root.equals(phone.root()))
			.map(this::changed)
			.flatMap(Optional::stream)
			.toList();
	}

	/** The queue that the call was in when the telephone began to ring. */
	private @Nullable String queueOf(long root, EventOrder rang) {
		TreeMap<EventOrder, String> ofCall = this.queues.get(root);
		if (ofCall == null) {
			return null;
		}
		Map.Entry<EventOrder, String> before = ofCall.floorEntry(rang);
		return ((before != null) ? before : ofCall.firstEntry()).getValue();
	}

	private Optional<PhoneCall> changed(Phone phone) {
		PhoneCall now = call(phone);
		PhoneCall before = phone.call;
		phone.call = now;
		return Objects.equals(now, before) ? Optional.empty() : Optional.ofNullable(now);
	}

	/** Null for a telephone that has not rung. */
	private @Nullable PhoneCall call(Phone phone) {
		Leg leg = new Leg(0);
		phone.moments.values().forEach(leg::add);
		CallMoment rang = phone.rang();
		String digits = PhoneNumber.digits(leg.first(CallEvent::dst));
		if (rang == null || digits == null) {
			return null;
		}
		CallMoment first = phone.moments.firstEntry().getValue();
		Long root = Objects.requireNonNullElse(phone.root(), first.leg());
		State state = (leg.state() == CallState.ENDED) ? State.ENDED
				: (leg.state() == CallState.RINGING) ? State.RINGING : State.ANSWERED;
		String src = leg.first(CallEvent::src);
		Optional<String> outside = this.numbers.sent(src);
		Caller caller = (phone.call != null) ? phone.call.caller() : null;
		return new PhoneCall(first.leg(), root, digits, state, outside.orElse(PhoneNumber.digits(src)),
				outside.isPresent(), name(leg.first(CallEvent::srcName), src), queueOf(root, rang.order()), rang.at(),
				leg.connectedAt(), leg.endTime(), caller);
	}

	/** Null where it only repeats the number. */
	private static @Nullable String name(@Nullable String text, @Nullable String src) {
		String name = PersonName.ofCaller(text);
		return (name == null || name.equals(src)) ? null : Readable.cut(name, LONGEST_NAME);
	}

	/** Adds the facts about the caller; returns the call, if it is still known. */
	Optional<PhoneCall> know(long callId, Caller caller) {
		Phone phone = this.phones.get(callId);
		if (phone == null || phone.call == null || caller.equals(phone.call.caller())) {
			return Optional.empty();
		}
		phone.call = phone.call.known(caller);
		return Optional.of(phone.call);
	}

	/** What some telephones do now: what ended within the last minute too. */
	List<PhoneCall> at(Collection<String> phones) {
		return this.phones.values()
			.stream()
			.map((each) -> each.call)
			.filter((call) -> call != null && phones.contains(call.phone()))
			.map(Objects::requireNonNull)
			.toList();
	}

	/** Removes calls that are over. Ends calls whose end was lost. */
	List<PhoneCall> forget(Instant now) {
		List<PhoneCall> lost = new ArrayList<>();
		this.phones.values().removeIf((phone) -> {
			PhoneCall call = phone.call;
			Duration age = Duration.between(phone.heardAt, now);
			if (call == null) {
				return age.compareTo(RINGS) > 0;
			}
			boolean old = age.compareTo(switch (call.state()) {
				case RINGING -> RINGS;
				case ANSWERED -> TALKS;
				case ENDED -> SEEN;
			}) > 0;
			if (old && call.state() != State.ENDED) {
				lost.add(call.over());
			}
			return old;
		});
		return lost;
	}

	/** One telephone in one call. */
	private static final class Phone {

		private final TreeMap<EventOrder, CallMoment> moments = new TreeMap<>();

		private Instant heardAt = Instant.MIN;

		private @Nullable PhoneCall call;

		void hear(CallMoment moment) {
			if (this.moments.size() < MOST_EVENTS || moment.endsLeg()) {
				this.moments.put(moment.order(), moment);
			}
			Instant received = moment.event().receivedAt();
			this.heardAt = received.isAfter(this.heardAt) ? received : this.heardAt;
		}

		@Nullable Long root() {
			return this.moments.values()
				.stream()
				.map((each) -> each.event().rootCallId())
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}

		/** A {@code call.ringing} may be lost, but who answers was rung. */
		@Nullable CallMoment rang() {
			return this.moments.values()
				.stream()
				.filter((each) -> each.name().equals(EventNames.RINGING) || each.name().equals(EventNames.CONNECTED))
				.findFirst()
				.orElse(null);
		}

	}

	/** The oldest goes where there are too many. */
	private static final class Latest<V> extends LinkedHashMap<Long, V> {

		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
			return size() > MOST;
		}

	}

}
