package io.switchboard.oauth;

/**
 * What a token endpoint gave.
 *
 * @param token to be sent to the destination
 * @param refreshToken to be sent to the endpoint the next time; empty where there is none
 */
record Given(AccessToken token, String refreshToken) {

	@Override
	public String toString() {
		return "Given[" + this.token + "]";
	}

}
