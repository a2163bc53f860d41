package io.switchboard.simulator.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.account.Mp3;
import io.switchboard.simulator.account.PlatformException;
import io.switchboard.simulator.account.Records;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists of the simulated API: CDRs, recordings, contacts, users and queues. */
@RestController
@RequestMapping({ "/simulator/v1.1/voipstudio", "/simulator/v1.2/voipstudio" })
@Profile({ "demo", "simulator" })
class RecordsController {

	private final Account account;

	RecordsController(Account account) {
		this.account = account;
	}

	/** A number in a path; anything else is answered 404. */
	static long id(String text) {
		Long id = EventBodies.whole(text);
		if (id == null) {
			throw PlatformException.notFound();
		}
		return id;
	}

	@GetMapping("/{resource:cdrs|monitors|contacts|users|queues}")
	ApiEnvelope.Many list(@PathVariable String resource, @RequestParam Map<String, String> parameters) {
		Records records = records(resource);
		return ListQuery.of(parameters, records.fields()).page(records.all());
	}

	@GetMapping("/{resource:cdrs|monitors|contacts|users|queues}/{id}")
	ApiEnvelope.One one(@PathVariable String resource, @PathVariable String id) {
		return new ApiEnvelope.One(found(records(resource), id));
	}

	private Records records(String resource) {
		return switch (resource) {
			case "cdrs" -> this.account.cdrs();
			case "monitors" -> this.account.monitors();
			case "contacts" -> this.account.standing().contacts();
			case "users" -> this.account.standing().users();
			default -> this.account.standing().queues();
		};
	}

	private static Map<String, @Nullable Object> found(Records records, String id) {
		Map<String, @Nullable Object> record = records.get(id(id));
		if (record == null) {
			throw PlatformException.notFound();
		}
		return record;
	}

	/** The audio, always whole: the header Range is ignored. */
	@GetMapping("/monitors/{id}.mp3")
	ResponseEntity<byte[]> audio(@PathVariable String id) {
		Map<String, @Nullable Object> monitor = found(this.account.monitors(), id);
		int size = Integer.parseInt(String.valueOf(monitor.get("size")));
		long duration = Long.parseLong(String.valueOf(monitor.get("duration")));
		return ResponseEntity.ok().contentType(MediaType.valueOf("audio/mpeg")).body(Mp3.of(size, duration));
	}

	/** Sets the agents of a queue: the ids of users, or objects with an id. */
	@PatchMapping("/queues/{id}")
	ApiEnvelope.One changeQueue(@PathVariable String id, @RequestBody Map<String, @Nullable Object> fields) {
		Records queues = this.account.standing().queues();
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(found(queues, id));
		if (!(fields.get("users") instanceof List<?> users)) {
			throw PlatformException.invalid("users", "Not a list");
		}
		List<Long> ids = new ArrayList<>();
		for (Object user : users) {
			Long number = EventBodies.whole((user instanceof Map<?, ?> map) ? map.get("id") : user);
			if (number == null) {
				throw PlatformException.invalid("users", "Not the id of a user");
			}
			ids.add(number);
		}
		changed.put("users", this.account.standing().members(ids));
		return new ApiEnvelope.One(queues.put(id(id), changed));
	}

	@GetMapping("/me")
	ApiEnvelope.One me(@RequestAttribute(PlatformDoor.USER) long user) {
		return new ApiEnvelope.One(found(this.account.standing().users(), Long.toString(user)));
	}

	@GetMapping("/ping")
	ApiEnvelope.One ping() {
		return new ApiEnvelope.One(Map.of("message", "OK"));
	}

	/**
	 * Answers 404 for unknown paths. Without the key, the filter answers.
	 */
	@RequestMapping("/**")
	ApiEnvelope.One nothing() {
		throw PlatformException.notFound();
	}

}
