package io.switchboard;

/**
 * The size of a siege: small in the normal build, large with {@code mvn verify -Psiege}.
 */
public final class Size {

	private static final boolean LARGE = Boolean.getBoolean("siege.large");

	private Size() {
	}

	/** The number that this run uses. */
	public static int of(int small, int large) {
		return LARGE ? large : small;
	}

}
