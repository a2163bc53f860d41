package io.switchboard.simulator.account;

/** {@code account.yaml} cannot be used: its file, line and what is wrong. */
class WrongAccountException extends RuntimeException {

	private final String mend;

	WrongAccountException(String message, String mend) {
		super(message + ". " + mend);
		this.mend = mend;
	}

	String mend() {
		return this.mend;
	}

}
