package io.switchboard.followup;

import java.util.Map;

/** A desk without a folder: the team is the queue, and somebody is always there. */
public final class PlainDesk implements Desk {

	@Override
	public Found of(Map<String, Object> fields) {
		return new Found(String.valueOf(fields.get("queue")), (from, open) -> from.plus(open));
	}

}
