package io.switchboard.delivery.queue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One step of the world, as it was drawn.
 *
 * @param node which process takes it, of those that there are
 * @param which of several things it is about
 * @param how it goes, and how far
 */
record Action(Kind kind, int node, int which, int how) {

	/** What a failure has printed. */
	static List<Action> parse(String story) {
		return Pattern.compile("([A-Z]+)\\((\\d+),(\\d+),(\\d+)\\)")
			.matcher(story)
			.results()
			.map((each) -> new Action(Kind.valueOf(each.group(1)), Integer.parseInt(each.group(2)),
					Integer.parseInt(each.group(3)), Integer.parseInt(each.group(4))))
			.toList();
	}

	/** What happens. Something that is under way goes on instead of beginning anew. */
	enum Kind {

		/** The inbox files events. */
		FILE,
		/** A worker starts a delivery, or ends one and starts the next. */
		WORK,
		/** Attempts that have ended are marked. */
		MARK,
		/** What was asked to be read is read. */
		READ,
		/** A second has passed: all is read. */
		POLL,
		/** Retries become due. */
		WAIT,
		/** Somebody pauses a route, or resumes it. */
		PAUSE,
		/** A route stops, or starts as another of the same name. */
		ROUTE,
		/** Somebody has a delivery delivered again. */
		REDELIVER,
		/** Somebody sets a delivery aside. */
		DISCARD,
		/** The store refuses the next commit. */
		REFUSE,
		/** A process dies, and starts again. */
		CRASH,
		/** A node is not heard of for too long. */
		LAPSE,
		/** A node's lease is over, and nobody removes it before it is heard of again. */
		SUSPEND,
		/** A node says that it lives, and learns of the others. */
		BEAT

	}

	@Override
	public String toString() {
		return "%s(%d,%d,%d)".formatted(this.kind, this.node, this.which, this.how);
	}

}
