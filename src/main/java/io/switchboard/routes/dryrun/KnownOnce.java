package io.switchboard.routes.dryrun;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.settings.SettingLookup;
import org.jspecify.annotations.Nullable;

/** A cache of settings, because a step may ask for one with every event. */
final class KnownOnce {

	private final SettingLookup settings;

	private final Map<String, Optional<String>> values = new ConcurrentHashMap<>();

	KnownOnce(SettingLookup settings) {
		this.settings = settings;
	}

	/** Null where it is not set. */
	@Nullable String of(String name) {
		return this.values.computeIfAbsent(name, (asked) -> Optional.ofNullable(this.settings.get(asked))).orElse(null);
	}

}
