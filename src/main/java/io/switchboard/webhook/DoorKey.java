package io.switchboard.webhook;

import io.switchboard.webhook.KeyUses.Use;

/**
 * A key that opens a door, as operators see it, without its text.
 *
 * @param setting its setting, such as {@code webhook.key}
 * @param place its place among the keys of that setting, from 1
 * @param of how many keys that setting has
 * @param path of the URL, up to the key
 * @param use how it was used
 */
public record DoorKey(String setting, int place, int of, String path, Use use) {

	/** Its id in the page. */
	public String id() {
		return this.setting + "." + this.place;
	}

}
