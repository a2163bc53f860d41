package io.switchboard.reconciliation;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.voipstudio.PlatformTime;

/** VoIPstudio's records of calls, as its API has them. */
final class Records {

	static final ObjectMapper JSON = new ObjectMapper();

	private Records() {
	}

	/** A caller gave up in a queue. */
	static ObjectNode missed(long id, Instant ended) {
		ObjectNode cdr = JSON.createObjectNode();
		cdr.put("id", id).put("call_id", 900_000 + id).put("live_id", liveId(id)).putNull("parent_live_id");
		cdr.put("root_live_id", liveId(id)).put("is_root", true).putNull("user_id");
		cdr.put("calldate", PlatformTime.format(ended.minusSeconds(68))).put("duration", 68).put("billsec", 0);
		cdr.put("src", "447700900123").put("src_id", 0).put("src_name", "\"447700900123\" <447700900123>");
		cdr.put("dst", "2001").put("dst_id", 301).put("dst_name", "Support");
		cdr.put("context", "QUEUE").put("t_cause", "Normal Clearing");
		cdr.put("disposition", "NO ANSWER").put("type", "M");
		return cdr;
	}

	/** Somebody answered, and they talked for 58 of 68 seconds. */
	static ObjectNode answered(long id, Instant ended) {
		return missed(id, ended).put("billsec", 58)
			.put("type", "I")
			.put("disposition", "CONNECTED")
			.put("context", "LOCAL_USER");
	}

	/** Beyond 32 bits. */
	static long liveId(long id) {
		return 4_278_000_000L + id;
	}

	static String page(List<ObjectNode> rows) {
		return JSON.createObjectNode().<ObjectNode>set("data", JSON.valueToTree(rows)).put("total", 5000).toString();
	}

}
