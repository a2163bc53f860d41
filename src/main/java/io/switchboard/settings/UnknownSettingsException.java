package io.switchboard.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that do not exist. */
class UnknownSettingsException extends RuntimeException {

	UnknownSettingsException(List<SettingsCheck.Unknown> unknown) {
		super(unknown.stream().map(SettingsCheck.Unknown::toString).collect(Collectors.joining("\n")));
	}

}
