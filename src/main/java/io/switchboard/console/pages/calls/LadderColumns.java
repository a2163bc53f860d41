package io.switchboard.console.pages.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.calls.CallMoment;
import io.switchboard.history.CallStory.Sent;
import io.switchboard.history.CallStory.Told;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** The participants of a call, from left to right, and the arrows between them. */
final class LadderColumns {

	private static final int CALLER = 0;

	private static final int PLATFORM = 1;

	/** The most columns; further legs share the last one. */
	private static final int MAX_LEGS = 10;

	private final long rootCallId;

	private final List<Column> columns = new ArrayList<>();

	private final Map<String, Integer> legs = new LinkedHashMap<>();

	private final Map<String, Integer> routes = new LinkedHashMap<>();

	private final int switchboard;

	LadderColumns(long rootCallId, List<Told> events) {
		this.rootCallId = rootCallId;
		this.columns.add(new Column("caller", "Caller", caller(events)));
		this.columns.add(new Column("platform", "VoIPstudio", null));
		events.stream().map(Told::moment).filter(LadderColumns::isOfLeg).forEach(this::addLeg);
		this.switchboard = this.columns.size();
		this.columns.add(new Column("switchboard", "Switchboard", null));
		Set<String> routes = new TreeSet<>();
		events.forEach((told) -> told.deliveries()
			.stream()
			.filter((sent) -> !sent.isUnrouted() || sent.isTroubled())
			.forEach((sent) -> routes.add(sent.route())));
		routes.forEach((route) -> {
			this.routes.put(route, this.columns.size());
			this.columns.add(new Column("route", route, null));
		});
	}

	/**
	 * A column.
	 *
	 * @param kind {@code caller}, {@code platform}, {@code leg}, {@code switchboard} or
	 * {@code route}
	 * @param label who it is
	 * @param note more about that, or null
	 */
	record Column(String kind, String label, @Nullable String note) {

		/** The whole label, for a tooltip. */
		public String title() {
			return (this.note != null) ? this.label + ", " + this.note : this.label;
		}

	}

	List<Column> all() {
		return this.columns;
	}

	private static @Nullable String caller(List<Told> events) {
		return events.stream()
			.map((told) -> told.moment().fields())
			.filter((fields) -> fields.src() != null || fields.srcName() != null)
			.map((fields) -> caller(fields.srcName(), fields.src()))
			.findFirst()
			.orElse(null);
	}

	private static String caller(@Nullable String name, @Nullable String number) {
		return People.called(PhoneNumber.isWithheld(name) ? null : name, PhoneNumber.shown(number), "withheld");
	}

	private static boolean isOfLeg(CallMoment moment) {
		return moment.name().startsWith("call.") || moment.name().startsWith("queue.");
	}

	private void addLeg(CallMoment moment) {
		String label = label(moment);
		if (this.legs.containsKey(label)) {
			return;
		}
		if (this.legs.size() >= MAX_LEGS) {
			this.columns.set(this.columns.size() - 1, new Column("leg", "and others", null));
			this.legs.put(label, this.columns.size() - 1);
			return;
		}
		this.legs.put(label, this.columns.size());
		ContextKind kind = moment.event().contextKind();
		this.columns.add(new Column("leg", label, switch (kind) {
			case QUEUE -> "queue";
			case RING_GROUP -> "ring group";
			default -> null;
		}));
	}

	private static String label(CallMoment moment) {
		return People.called(moment.fields().dstName(), moment.fields().dst(), "leg " + moment.leg());
	}

	/** A delivery goes from Switchboard to its route. */
	Arrow arrow(Sent sent) {
		return new Arrow(this.switchboard, Objects.requireNonNull(this.routes.get(sent.route())));
	}

	/**
	 * A call event goes between caller, platform and leg, as SIP does. Other events go
	 * from the platform to Switchboard.
	 */
	Arrow arrow(CallMoment moment) {
		Integer known = this.legs.get(label(moment));
		int leg = (known != null) ? known : this.switchboard;
		boolean root = moment.leg() == this.rootCallId;
		boolean byCaller = "caller".equals(moment.fields().terminatedBy());
		return switch (moment.name()) {
			case EventNames.INITIAL -> root ? new Arrow(CALLER, PLATFORM) : new Arrow(PLATFORM, leg);
			case EventNames.RINGING -> new Arrow(PLATFORM, leg);
			case EventNames.CONNECTED, EventNames.HOLD, EventNames.UNHOLD, EventNames.WRAP_UP ->
				new Arrow(leg, PLATFORM);
			case EventNames.DTMF -> new Arrow(CALLER, PLATFORM);
			case EventNames.MISSED -> (root && byCaller) ? new Arrow(CALLER, PLATFORM) : new Arrow(PLATFORM, leg);
			case EventNames.HANGUP ->
				byCaller ? (root ? new Arrow(CALLER, PLATFORM) : new Arrow(PLATFORM, leg)) : new Arrow(leg, PLATFORM);
			default -> new Arrow(PLATFORM, this.switchboard);
		};
	}

}
