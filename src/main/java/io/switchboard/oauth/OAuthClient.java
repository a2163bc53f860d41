package io.switchboard.oauth;

import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import io.switchboard.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * A client of a token endpoint: {@code oauth.<name>.*}.
 *
 * @param tokenUrl the address of the endpoint
 * @param grant the grant; client credentials if not set
 * @param clientId the client's id
 * @param clientSecret its secret
 * @param scope the wanted scope; empty for the endpoint's default
 * @param basic whether the client is named in the header Authorization instead of the
 * form
 * @param refreshToken of the grant {@code refresh-token}
 * @param keyFile of the grant {@code service-account}: the JSON file with its key
 * @param subject of the same grant: whose mailbox it is, or empty
 * @param parameters more fields of the form, such as {@code audience}
 * @param scheme the word before the token in the header Authorization; Bearer if not set
 */
record OAuthClient(@Nullable String tokenUrl, @Nullable Grant grant, @Nullable String clientId,
		@Nullable String clientSecret, @Nullable String scope, boolean basic, @Nullable String refreshToken,
		@Nullable String keyFile, @Nullable String subject, @Nullable Map<String, String> parameters,
		@Nullable String scheme) {

	/** The grants. */
	enum Grant {

		/** By the client's id and secret. */
		CLIENT_CREDENTIALS,
		/** By a refresh token that somebody has obtained once. */
		REFRESH_TOKEN,
		/** By a JWT that is signed with the key of a Google service account. */
		SERVICE_ACCOUNT

	}

	OAuthClient {
		grant = (grant != null) ? grant : Grant.CLIENT_CREDENTIALS;
		tokenUrl = text(tokenUrl);
		clientId = text(clientId);
		clientSecret = text(clientSecret);
		scope = text(scope);
		refreshToken = text(refreshToken);
		keyFile = text(keyFile);
		subject = text(subject);
		scheme = text(scheme).isEmpty() ? "Bearer" : text(scheme);
		parameters = (parameters != null) ? Map.copyOf(parameters) : Map.of();
	}

	private static String text(@Nullable String said) {
		return (said != null) ? said.strip() : "";
	}

	/**
	 * Says what is missing.
	 * @param name what it is called in the settings
	 * @throws IllegalArgumentException with one sentence, without secrets
	 */
	void check(String name) {
		if (this.grant == Grant.SERVICE_ACCOUNT) {
			require(name, "key-file", this.keyFile);
			if (this.tokenUrl.isEmpty()) {
				return;
			}
		}
		else {
			require(name, "token-url", this.tokenUrl);
			require(name, "client-id", this.clientId);
			if (this.grant == Grant.REFRESH_TOKEN) {
				require(name, "refresh-token", this.refreshToken);
			}
			else {
				require(name, "client-secret", this.clientSecret);
			}
		}
		if (!isSafe(this.tokenUrl)) {
			throw new IllegalArgumentException(
					"oauth.%s.token-url must begin with https:// (plain http only to this machine)".formatted(name));
		}
	}

	private static void require(String name, String setting, String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("oauth.%s.%s is missing".formatted(name, setting));
		}
	}

	/**
	 * The secret of the client. Tokens that were stored for another secret are not used.
	 * @param name what it is called in the settings
	 * @throws io.switchboard.failure.SignInRefused if the key file cannot be read
	 */
	String secret(String name) {
		return switch (this.grant) {
			case CLIENT_CREDENTIALS -> this.clientSecret;
			case REFRESH_TOKEN -> this.refreshToken;
			case SERVICE_ACCOUNT -> HexFormat.of().formatHex(ServiceAccount.read(name, this).key().getEncoded());
		};
	}

	/** The purpose of a token. A stored token for another purpose is not used. */
	String wanted() {
		return String.join(" ", this.scope, this.subject, new TreeMap<>(this.parameters).toString());
	}

	/**
	 * The secret goes with every request, so it may leave this machine only encrypted.
	 */
	static boolean isSafe(String url) {
		try {
			return UrlText.isPrivate(URI.create(url));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "OAuthClient[" + this.tokenUrl + ", " + this.grant + "]";
	}

}
