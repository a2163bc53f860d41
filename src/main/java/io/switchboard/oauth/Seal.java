package io.switchboard.oauth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Encrypts a client's tokens with a key made of the secret that the settings have for it
 * (HMAC-SHA256, then AES-GCM). Somebody with only the database, or a backup of it, cannot
 * read them. A changed secret gives another key, so a token of the old one is never used.
 */
final class Seal {

	private static final String MAC = "HmacSHA256";

	private static final int NAME_BYTES = 16;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
	};

	private final SecureRandom random = new SecureRandom();

	private final ObjectMapper json = new ObjectMapper();

	private final SecretKeySpec key;

	private final String settings;

	private final byte[] client;

	/**
	 * @param client its name in the settings
	 * @param who what the endpoint knows it by
	 * @param secret what goes with it
	 */
	Seal(String client, String who, String secret) {
		this.key = new SecretKeySpec(made("key", client, who, secret), "AES");
		this.settings = HexFormat.of().formatHex(made("name", client, who, secret), 0, NAME_BYTES);
		this.client = client.getBytes(StandardCharsets.UTF_8);
	}

	/** No key stretching, because such secrets are long and random. */
	private static byte[] made(String what, String client, String who, String secret) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
			return mac.doFinal(String.join("\0", "switchboard", what, client, who).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A fingerprint of the secret that does not reveal it. */
	String settings() {
		return this.settings;
	}

	String close(Map<String, String> values) {
		try {
			byte[] nonce = new byte[NONCE_BYTES];
			this.random.nextBytes(nonce);
			byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(this.json.writeValueAsBytes(values));
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Decrypts; empty if it was encrypted with another key, or changed. */
	Map<String, String> open(String sealed) {
		try {
			byte[] bytes = Base64.getDecoder().decode(sealed);
			byte[] opened = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES)).doFinal(bytes, NONCE_BYTES,
					bytes.length - NONCE_BYTES);
			return this.json.readValue(opened, TEXTS);
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			return Map.of();
		}
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(this.client);
		return cipher;
	}

}
