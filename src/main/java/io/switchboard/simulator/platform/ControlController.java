package io.switchboard.simulator.platform;

import java.util.List;
import java.util.Map;

import io.switchboard.simulator.account.ApiCondition;
import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.scenario.Play;
import io.switchboard.simulator.scenario.PlayOptions;
import io.switchboard.simulator.scenario.PlayRequest;
import io.switchboard.simulator.scenario.Player;
import io.switchboard.simulator.scenario.Scenario;
import io.switchboard.simulator.scenario.Scenarios;
import io.switchboard.simulator.wire.Notification;
import io.switchboard.simulator.wire.NotificationLog;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The simulator's own controls: plays, sent webhooks, and knobs. */
@RestController
@RequestMapping("/simulator")
@Profile({ "demo", "simulator" })
class ControlController {

	private final Scenarios scenarios;

	private final Player player;

	private final NotificationLog notifications;

	private final ApiCondition condition;

	ControlController(Scenarios scenarios, Player player, NotificationLog notifications, ApiCondition condition) {
		this.scenarios = scenarios;
		this.player = player;
		this.notifications = notifications;
		this.condition = condition;
	}

	/**
	 * A scenario in the list.
	 *
	 * @param name its name
	 * @param description its story
	 */
	record Scenario(String name, String description) {
	}

	@GetMapping("/scenarios")
	ApiEnvelope.Control scenarios() {
		return new ApiEnvelope.Control(this.scenarios.names()
			.stream()
			.map((name) -> new Scenario(name, this.scenarios.description(name)))
			.toList());
	}

	@PostMapping("/scenarios/{name}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	ApiEnvelope.Control play(@PathVariable String name, @RequestParam Map<String, String> options) {
		List<String> names = this.scenarios.names();
		if (!names.contains(name)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"there is no scenario %s; there are: %s".formatted(name, String.join(", ", names)));
		}
		PlayOptions read = PlayRequest.options(options);
		return new ApiEnvelope.Control(this.player.play(this.scenarios.plan(name, read), read).state());
	}

	@GetMapping("/plays/{id}")
	ApiEnvelope.Control play(@PathVariable String id) {
		Play play = this.player.get(id);
		if (play == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no play " + id);
		}
		return new ApiEnvelope.Control(play.state());
	}

	/** The last hundred calls, the newest first. */
	@GetMapping("/calls")
	ApiEnvelope.Control calls() {
		return new ApiEnvelope.Control(this.notifications.recent());
	}

	@GetMapping("/calls/{root}/notifications")
	ApiEnvelope.Control notifications(@PathVariable String root) {
		Long call = EventBodies.whole(root);
		List<Notification> found = (call != null) ? this.notifications.of(call) : null;
		if (found == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no event of call " + root);
		}
		return new ApiEnvelope.Control(found);
	}

	@GetMapping("/api")
	ApiEnvelope.Control knobs() {
		return new ApiEnvelope.Control(this.condition.knobs().asMap());
	}

	@PutMapping("/api")
	ApiEnvelope.Control turn(@RequestBody Map<String, @Nullable Object> knobs) {
		return new ApiEnvelope.Control(this.condition.turn(knobs).asMap());
	}

}
