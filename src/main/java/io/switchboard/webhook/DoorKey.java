package io.switchboard.webhook;

import io.switchboard.webhook.KeyUses.Use;

/**
 * A key that opens a door, for those who run Switchboard. Its text does not show by
 * itself.
 *
 * @param setting where it comes from, such as {@code webhook.key}
 * @param place its place among the keys of that setting, from 1
 * @param of how many keys that setting has
 * @param path of the URL, up to the key
 * @param use how it was used
 */
public record DoorKey(String setting, int place, int of, String path, Use use) {

	/** What names it in the page. */
	public String id() {
		return this.setting + "." + this.place;
	}

}
