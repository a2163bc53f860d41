package io.switchboard.simulator.platform;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.CallRecords;
import io.switchboard.simulator.account.PlatformException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Live calls. One that is over is not found. */
@RestController
@RequestMapping({ "/simulator/v1.1/voipstudio/calls", "/simulator/v1.2/voipstudio/calls" })
@Profile({ "demo", "simulator" })
class CallsController {

	private final Account account;

	private final Switching switching;

	CallsController(Account account, Switching switching) {
		this.account = account;
		this.switching = switching;
	}

	@GetMapping
	ApiEnvelope.Many calls(@RequestParam Map<String, String> parameters) {
		return ListQuery.of(parameters, CallRecords.CALL).page(this.account.calls());
	}

	@GetMapping("/{id}")
	ApiEnvelope.One call(@PathVariable String id) {
		Map<String, Object> leg = this.account.leg(RecordsController.id(id));
		if (leg == null) {
			throw PlatformException.notFound();
		}
		return new ApiEnvelope.One(CallRecords.call(leg, Instant.now()));
	}

	@PostMapping
	CompletableFuture<ResponseEntity<ApiEnvelope.One>> make(@RequestAttribute(PlatformDoor.USER) long user,
			@RequestBody Map<String, @Nullable Object> fields) {
		JsonBody body = new JsonBody(fields);
		String to = body.requiredNumber("to");
		return this.switching.call(user, body.text("from"), to, body.number("caller_id"))
			.thenApply((id) -> ResponseEntity.status(HttpStatus.CREATED).body(made(id)));
	}

	/**
	 * A call that was hung up before it was accepted is answered with its number alone.
	 */
	private ApiEnvelope.One made(long id) {
		Map<String, Object> leg = this.account.leg(id);
		return new ApiEnvelope.One((leg != null) ? CallRecords.call(leg, Instant.now()) : Map.of("id", id));
	}

	@PatchMapping("/{id}")
	ApiEnvelope.One change(@PathVariable String id, @RequestBody Map<String, @Nullable Object> fields) {
		long call = RecordsController.id(id);
		JsonBody body = new JsonBody(fields);
		call(id);
		String state = body.text("state");
		if (fields.containsKey("dst")) {
			this.switching.transfer(call, body.requiredNumber("dst"));
		}
		else if (Objects.equals(state, "CONNECTED")) {
			this.switching.answer(call);
		}
		else {
			throw PlatformException.invalid((state != null) ? "state" : "dst",
					"Give a dst to transfer the call, or the state CONNECTED to answer it");
		}
		return call(id);
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Void> hangUp(@PathVariable String id) {
		this.switching.hangUp(RecordsController.id(id));
		return ResponseEntity.noContent().build();
	}

}
