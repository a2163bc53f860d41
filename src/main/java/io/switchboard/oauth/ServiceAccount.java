package io.switchboard.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.failure.WrongSetting;

/**
 * A Google service account, of the JSON file that Google gives with its key. Read anew
 * each time, so that a file that was replaced counts without a restart.
 *
 * @param email who it is
 * @param key to sign with
 * @param keyId which of its keys that is
 * @param tokenUrl where tokens are had
 * @param scope what the token shall open
 * @param subject in whose name, or empty
 */
record ServiceAccount(String email, PrivateKey key, String keyId, String tokenUrl, String scope, String subject) {

	private static final int SECONDS = 3600;

	private static final ObjectMapper JSON = new ObjectMapper();

	static ServiceAccount read(String name, OAuthClient client) {
		try {
			JsonNode file = JSON.readTree(Files.readString(Path.of(client.keyFile())));
			String pem = file.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
			PrivateKey key = KeyFactory.getInstance("RSA")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
			String url = client.tokenUrl().isEmpty() ? file.path("token_uri").asText() : client.tokenUrl();
			if (!OAuthClient.isSafe(url)) {
				throw new IOException("its token_uri is not https");
			}
			return new ServiceAccount(file.path("client_email").asText(), key, file.path("private_key_id").asText(),
					url, client.scope(), client.subject());
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
			throw new WrongSetting("oauth.%s.key-file: the key of a service account cannot be read from it (%s)"
				.formatted(name, ex.getClass().getSimpleName()));
		}
	}

	/** The signed statement that a token is given for (RFC 7523). */
	String assertion(Instant now) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", this.email);
		if (!this.subject.isEmpty()) {
			claims.put("sub", this.subject);
		}
		claims.put("scope", this.scope);
		claims.put("aud", this.tokenUrl);
		claims.put("iat", now.getEpochSecond());
		claims.put("exp", now.getEpochSecond() + SECONDS);
		try {
			String text = part(JSON.writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT", "kid", this.keyId))) + "."
					+ part(JSON.writeValueAsBytes(claims));
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.key);
			signature.update(text.getBytes(StandardCharsets.US_ASCII));
			return text + "." + part(signature.sign());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String part(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	@Override
	public String toString() {
		return "ServiceAccount[" + this.email + "]";
	}

}
