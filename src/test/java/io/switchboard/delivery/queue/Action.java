package io.switchboard.delivery.queue;

import java.util.List;
import java.util.regex.Pattern;

/** One step of the machine, as jqwik drew it. */
record Action(Kind kind, int node, int which, int how) {

	/** Reads a step from the text that a failure printed. */
	static List<Action> parse(String story) {
		return Pattern.compile("([A-Z]+)\\((\\d+),(\\d+),(\\d+)\\)")
			.matcher(story)
			.results()
			.map((each) -> new Action(Kind.valueOf(each.group(1)), Integer.parseInt(each.group(2)),
					Integer.parseInt(each.group(3)), Integer.parseInt(each.group(4))))
			.toList();
	}

	/**
	 * The kinds of steps. A step continues work that is under way before it begins new
	 * work.
	 */
	enum Kind {

		/** The inbox files events. */
		FILE,
		/** A worker starts a delivery, or ends one and starts the next. */
		WORK,
		/** Finished attempts are acknowledged. */
		MARK,
		/** A read that was asked for runs. */
		READ,
		/** A second passes, and the table is read. */
		POLL,
		/** Retries become due. */
		WAIT,
		/** Somebody pauses a route, or resumes it. */
		PAUSE,
		/** A route stops, or starts as another of the same name. */
		ROUTE,
		/** An operator redelivers a delivery. */
		REDELIVER,
		/** An operator discards a delivery. */
		DISCARD,
		/** The store refuses the next commit. */
		REFUSE,
		/** A process is killed and starts again. */
		CRASH,
		/** A node sends no heartbeat for too long. */
		LAPSE,
		/**
		 * A node's lease ends, and no other node removes it before its next heartbeat.
		 */
		SUSPEND,
		/** A node sends a heartbeat and reads the table of nodes. */
		BEAT

	}

	@Override
	public String toString() {
		return "%s(%d,%d,%d)".formatted(this.kind, this.node, this.which, this.how);
	}

}
