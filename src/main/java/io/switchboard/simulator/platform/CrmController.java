package io.switchboard.simulator.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.switchboard.simulator.account.SimulatorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Simulates the CRM of a customer, which stores each activity once. */
@RestController
@RequestMapping("/simulator/crm/activities")
@Profile({ "demo", "simulator" })
class CrmController {

	private static final int MOST = 1000;

	private final SimulatorSettings settings;

	private final LinkedHashMap<String, Activity> byKey = new LinkedHashMap<>();

	private long lastId;

	CrmController(SimulatorSettings settings) {
		this.settings = settings;
	}

	/**
	 * A stored activity.
	 *
	 * @param id its number
	 * @param idempotencyKey the sender's name for it
	 * @param createdAt when it came
	 * @param activity what was sent
	 */
	record Activity(long id, @JsonProperty("idempotency_key") String idempotencyKey,
			@JsonProperty("created_at") Instant createdAt, Map<String, @Nullable Object> activity) {

		@Override
		public String toString() {
			return "Activity[" + this.id + "]";
		}

	}

	@PostMapping
	ResponseEntity<ApiEnvelope.Control> add(
			@RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
			@RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
			@RequestBody(required = false) @Nullable Map<String, @Nullable Object> activity) {
		byte[] expected = ("Bearer " + this.settings.apiKey()).getBytes(StandardCharsets.UTF_8);
		if (!MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8))) {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED,
					"send the header Authorization: Bearer <simulator.api-key>");
		}
		if (key.isBlank() || key.length() > 200) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"send the header Idempotency-Key, of at most 200 characters");
		}
		if (activity == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "send the activity, a JSON object");
		}
		return keep(key, activity);
	}

	private synchronized ResponseEntity<ApiEnvelope.Control> keep(String key, Map<String, @Nullable Object> activity) {
		Activity known = this.byKey.get(key);
		if (known != null) {
			return ResponseEntity.ok(new ApiEnvelope.Control(known));
		}
		Activity added = new Activity(++this.lastId, key, Instant.now(), activity);
		this.byKey.put(key, added);
		if (this.byKey.size() > MOST) {
			this.byKey.remove(this.byKey.keySet().iterator().next());
		}
		return ResponseEntity.status(HttpStatus.CREATED).body(new ApiEnvelope.Control(added));
	}

	/** The newest first. */
	@GetMapping
	synchronized ApiEnvelope.Control all() {
		List<Activity> all = new ArrayList<>(this.byKey.values());
		Collections.reverse(all);
		return new ApiEnvelope.Control(all);
	}

}
