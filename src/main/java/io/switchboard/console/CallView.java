package io.switchboard.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.switchboard.calls.Call;
import org.jspecify.annotations.Nullable;

/** How a call looks in the API: null where there is none. */
final class CallView {

	private CallView() {
	}

	static Map<String, @Nullable Object> call(Call call) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("root_call_id", call.rootCallId());
		view.put("state", call.state().toString());
		view.put("outcome", Objects.toString(call.outcome(), null));
		view.put("direction", call.direction());
		view.put("context_kind", call.contextKind());
		view.put("queue", call.queue());
		view.put("src", call.src());
		view.put("src_name", call.srcName());
		view.put("dst", call.dst());
		view.put("dst_name", call.dstName());
		view.put("answered_by", call.answeredBy());
		view.put("start_time", call.startTime());
		view.put("answered_at", call.answeredAt());
		view.put("end_time", call.endTime());
		view.put("wait_seconds", call.waitSeconds());
		view.put("talk_seconds", call.talkSeconds());
		view.put("legs", call.legs());
		view.put("events", call.events());
		view.put("has_recording", call.hasRecording());
		view.put("reconciled", call.reconciled());
		view.put("first_seen_at", call.firstSeenAt());
		view.put("last_seen_at", call.lastSeenAt());
		return view;
	}

}
