package io.switchboard.simulator.platform;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.CallRecords;
import io.switchboard.simulator.account.PlatformException;
import io.switchboard.simulator.account.PlatformTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Text messages, in both directions. */
@RestController
@RequestMapping({ "/simulator/v1.1/voipstudio/sms", "/simulator/v1.2/voipstudio/sms" })
@Profile({ "demo", "simulator" })
class SmsController {

	private final Account account;

	SmsController(Account account) {
		this.account = account;
	}

	@GetMapping
	ApiEnvelope.Many list(@RequestParam Map<String, String> parameters) {
		return ListQuery.of(parameters, CallRecords.SMS).page(this.account.sms().all());
	}

	@GetMapping("/{id}")
	ApiEnvelope.One one(@PathVariable String id) {
		Map<String, @Nullable Object> sms = this.account.sms().get(RecordsController.id(id));
		if (sms == null) {
			throw PlatformException.notFound();
		}
		return new ApiEnvelope.One(sms);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ApiEnvelope.One send(@RequestAttribute(PlatformDoor.USER) long user,
			@RequestBody Map<String, @Nullable Object> fields) {
		JsonBody body = new JsonBody(fields);
		Map<String, @Nullable Object> sms = new LinkedHashMap<>();
		String from = body.text("from");
		sms.put("created_at", PlatformTimes.format(Instant.now()));
		sms.put("from", (from != null) ? from : this.account.standing().number());
		sms.put("to", body.requiredNumber("to"));
		sms.put("message", body.required("message"));
		sms.put("result", "OK");
		sms.put("type", "O");
		sms.put("user_id", user);
		return new ApiEnvelope.One(this.account.sms().put(this.account.newId(), sms));
	}

}
