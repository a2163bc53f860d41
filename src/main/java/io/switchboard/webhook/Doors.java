package io.switchboard.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.switchboard.webhook.KeyUses.Use;

import org.springframework.stereotype.Component;

/** The doors that events come in by, and the keys of each. */
@Component
public class Doors {

	private final WebhookKeys webhook;

	private final Hooks hooks;

	private final KeyUses uses;

	Doors(WebhookKeys webhook, Hooks hooks, KeyUses uses) {
		this.webhook = webhook;
		this.hooks = hooks;
		this.uses = uses;
	}

	/**
	 * All keys, those of the webhook first.
	 * @return in the order of the settings
	 */
	public List<DoorKey> keys() {
		Map<String, Use> used = this.uses.all();
		List<DoorKey> keys = new ArrayList<>();
		all().forEach((path, door) -> {
			List<String> hashes = door.hashes();
			for (int i = 0; i < hashes.size(); i++) {
				keys.add(new DoorKey(door.setting(), i + 1, hashes.size(), path,
						used.getOrDefault(hashes.get(i), Use.NEVER)));
			}
		});
		return keys;
	}

	/**
	 * The text of a key: for an operator who asked for it, and for no log.
	 * @param id of a {@link DoorKey}
	 * @return empty if there is none of that name
	 */
	public Optional<String> text(String id) {
		return all().values()
			.stream()
			.filter((door) -> id.matches("\\Q" + door.setting() + "\\E\\.[0-9]{1,4}"))
			.flatMap((door) -> door.text(Integer.parseInt(id.substring(door.setting().length() + 1))).stream())
			.findFirst();
	}

	/** By the path of the URL up to the key. */
	private Map<String, DoorKeys> all() {
		Map<String, DoorKeys> all = new LinkedHashMap<>();
		all.put(WebhookRoute.PATH + "/", this.webhook.keys());
		this.hooks.all().forEach((name, keys) -> all.put(HookRoute.PATH + "/" + name + "/", keys));
		return all;
	}

}
