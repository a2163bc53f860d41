package io.switchboard;

/** Settings that only the demo may leave out. */
class MissingSettingsException extends RuntimeException {

	MissingSettingsException(String list) {
		super(list);
	}

}
