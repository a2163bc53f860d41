package io.switchboard.answers;

import io.switchboard.settings.SettingLookup;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/** Keeps answers without a Switchboard. */
public final class Keeping {

	private Keeping() {
	}

	public static AnswerKeeping of(ConfigurableEnvironment settings) {
		return new AnswerKeeping(new AnswerSettings(true, DataSize.ofKilobytes(32)), new SettingLookup(settings));
	}

}
