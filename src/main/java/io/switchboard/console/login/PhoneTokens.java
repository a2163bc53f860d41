package io.switchboard.console.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import io.switchboard.settings.NamedSection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The tokens of {@code phones.<name>.*}: each opens what one telephone does, and nothing
 * else. Only their hashes are kept.
 */
@Component
public class PhoneTokens {

	private static final String SECTION = "phones";

	private static final String KNOWN = "a telephone has extension and token, such as phones.reception.token";

	private static final String HASHED = "sha256:";

	/** Shorter tokens can be guessed. */
	private static final int SHORTEST = 20;

	private final List<Holder> holders = new ArrayList<>();

	/**
	 * The settings of a telephone.
	 *
	 * @param extension the telephone, as VoIPstudio has it in {@code dst} when it rings
	 * @param token the token, or its SHA-256
	 */
	record Settings(@Nullable String extension, @Nullable String token) {

		@Override
		public String toString() {
			return "Settings[extension=" + this.extension + "]";
		}

	}

	/**
	 * The holder of a token.
	 *
	 * @param name its name in the settings
	 * @param phones the digits of its telephones
	 * @param hash the SHA-256 of the token
	 */
	record Holder(String name, Set<String> phones, byte[] hash) {

		@Override
		public String toString() {
			return "Holder[" + this.name + "]";
		}

	}

	/**
	 * Reads the tokens.
	 * @throws IllegalStateException if a setting cannot be used, with a sentence that
	 * names the setting
	 */
	PhoneTokens(Environment environment) {
		NamedSection.read(environment, SECTION, Settings.class, KNOWN).forEach((name, settings) -> {
			String setting = SECTION + "." + name;
			String token = (settings.token() != null) ? settings.token().strip() : "";
			Set<String> phones = OwnPhone.numbers(setting + ".extension",
					(settings.extension() != null) ? settings.extension() : "");
			if (phones.isEmpty()) {
				throw new IllegalStateException(
						"%s.extension is missing: whose telephone it is, such as 1001".formatted(setting));
			}
			// a telephone without a token is off
			if (!token.isEmpty()) {
				byte[] hash = hash(setting + ".token", token);
				if (this.holders.stream().anyMatch((other) -> MessageDigest.isEqual(other.hash(), hash))) {
					throw new IllegalStateException(
							"%s.token is that of another telephone too: give each its own".formatted(setting));
				}
				this.holders.add(new Holder(name, phones, hash));
			}
		});
	}

	private static byte[] hash(String setting, String token) {
		if (token.startsWith(HASHED)) {
			String hex = token.substring(HASHED.length());
			if (!hex.matches("[0-9a-fA-F]{64}")) {
				throw new IllegalStateException("%s: after sha256: there must be 64 hex digits".formatted(setting));
			}
			return HexFormat.of().parseHex(hex);
		}
		if (token.length() < SHORTEST) {
			throw new IllegalStateException(
					"%s is too short to be safe: make one with: openssl rand -hex 32".formatted(setting));
		}
		return sha256(token);
	}

	/**
	 * Checks the settings of telephones.
	 * @param environment with all sources of settings
	 * @return a sentence that names the setting, or null where nothing is wrong
	 */
	public static @Nullable String wrong(Environment environment) {
		try {
			new PhoneTokens(environment);
			return null;
		}
		catch (IllegalStateException ex) {
			return ex.getMessage();
		}
	}

	/**
	 * The holder of a token.
	 * @param offered the token that was sent
	 * @return null if nobody has it
	 */
	@Nullable Holder holder(String offered) {
		if (this.holders.isEmpty()) {
			return null;
		}
		byte[] hash = sha256(offered);
		Holder found = null;
		for (Holder each : this.holders) {
			if (MessageDigest.isEqual(each.hash(), hash)) {
				found = each;
			}
		}
		return found;
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
