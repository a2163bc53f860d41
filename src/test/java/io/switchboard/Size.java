package io.switchboard;

/**
 * How large a siege is: small with all other tests, which is enough to find a fault that
 * is there, and large with {@code mvn verify -Psiege}.
 */
public final class Size {

	private static final boolean LARGE = Boolean.getBoolean("siege.large");

	private Size() {
	}

	/** The number for this run. */
	public static int of(int small, int large) {
		return LARGE ? large : small;
	}

}
