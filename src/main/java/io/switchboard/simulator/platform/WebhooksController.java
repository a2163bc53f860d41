package io.switchboard.simulator.platform;

import java.util.List;

import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.wire.Webhook;
import io.switchboard.simulator.wire.Webhooks;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Integrations → Webhooks, as an administrator sets them up. */
@RestController
@RequestMapping("/simulator/webhooks")
@Profile({ "demo", "simulator" })
class WebhooksController {

	private final Webhooks webhooks;

	WebhooksController(Webhooks webhooks) {
		this.webhooks = webhooks;
	}

	/**
	 * A webhook in a request.
	 *
	 * @param name for people
	 * @param url where it listens
	 * @param events categories
	 * @param enabled true if not given
	 */
	record Form(@Nullable String name, @Nullable String url, @Nullable List<String> events, @Nullable Boolean enabled) {

		Webhook save(Webhooks webhooks, @Nullable Long id) {
			return webhooks.save(id, (this.name != null) ? this.name : "", (this.url != null) ? this.url : "",
					(this.events != null) ? this.events : List.of(), !Boolean.FALSE.equals(this.enabled));
		}

		@Override
		public String toString() {
			return "Form[" + this.name + "]";
		}

	}

	@GetMapping
	ApiEnvelope.Control all() {
		return new ApiEnvelope.Control(this.webhooks.all());
	}

	@GetMapping("/{id}")
	ApiEnvelope.Control one(@PathVariable String id) {
		return new ApiEnvelope.Control(found(id));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ApiEnvelope.Control add(@RequestBody Form form) {
		return new ApiEnvelope.Control(form.save(this.webhooks, null));
	}

	@PutMapping("/{id}")
	ApiEnvelope.Control change(@PathVariable String id, @RequestBody Form form) {
		return new ApiEnvelope.Control(form.save(this.webhooks, found(id).id()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String id) {
		this.webhooks.delete(found(id).id());
	}

	private Webhook found(String id) {
		Long number = EventBodies.whole(id);
		Webhook webhook = (number != null) ? this.webhooks.get(number) : null;
		if (webhook == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no webhook " + id);
		}
		return webhook;
	}

}
