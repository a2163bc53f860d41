package io.switchboard.console.pages.setup;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

import io.switchboard.console.pages.Times;
import io.switchboard.webhook.DoorKey;
import io.switchboard.webhook.Doors;
import io.switchboard.webhook.KeyUses.Use;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Checks the webhook by its public address. Only VoIPstudio can tell whether it reaches
 * it, so the result also names the last webhook and its sender.
 */
@Component
@Order(4)
class ReachCheck implements SetupCheck {

	private final OwnDoor door;

	private final Doors doors;

	private final Times times;

	ReachCheck(OwnDoor door, Doors doors, Times times) {
		this.door = door;
		this.doors = doors;
		this.times = times;
	}

	@Override
	public String id() {
		return "webhook";
	}

	@Override
	public String label() {
		return "Webhook from outside";
	}

	@Override
	public String todo() {
		return "Look at console.url, the proxy in front, its certificate and the firewall.";
	}

	@Override
	public Found run() throws InterruptedException {
		String last = last();
		try {
			OwnDoor.Answer answer = this.door.ask();
			if (answer.status() == 200 && answer.text().contains("\"ready\"")) {
				return Found.good("%s… answers this machine. %s".formatted(this.door.address(), last));
			}
			return Found.bad(
					"%s… answers this machine with %d. %s".formatted(this.door.address(), answer.status(), last),
					todo());
		}
		catch (IOException ex) {
			// some networks do not let a machine reach its own public address
			return Found.warn("%s… does not answer this machine (%s). %s".formatted(this.door.address(),
					ex.getClass().getSimpleName(), last), todo());
		}
	}

	private String last() {
		Optional<Use> last = this.doors.keys()
			.stream()
			.map(DoorKey::use)
			.filter((use) -> use.lastEventAt() != null)
			.max(Comparator.comparing(Use::lastEventAt));
		return last
			.map((use) -> "The last webhook came at %s from %s.".formatted(this.times.full(use.lastEventAt()),
					use.lastSource()))
			.orElse("No webhook has come yet.");
	}

}
