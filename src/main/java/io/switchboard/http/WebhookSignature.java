package io.switchboard.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.switchboard.declared.Offline;
import io.switchboard.failure.WrongSetting;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Signs a webhook by Standard Webhooks, with the headers {@code webhook-id},
 * {@code webhook-timestamp} and {@code webhook-signature}. The id is the same in each
 * attempt. There is a signature for each secret, so that a receiver can change from one
 * to the next.
 */
@Component("webhookSignature")
public final class WebhookSignature implements Processor {

	/** The header with the secrets, which is not sent. */
	static final String SECRET = "webhook_secret";

	private static final String PREFIX = "whsec_";

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SHORTEST = 16;

	private final Clock clock;

	/** Makes one that signs with the time of this machine. */
	@Autowired
	public WebhookSignature() {
		this(Clock.systemUTC());
	}

	WebhookSignature(Clock clock) {
		this.clock = clock;
	}

	/** For webhooks that nobody sends: all of one time. */
	@Offline
	static WebhookSignature unsent() {
		return new WebhookSignature(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
	}

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		String secrets = String.valueOf(message.removeHeader(SECRET));
		String key = exchange.getVariable("event_key", String.class);
		String id = "msg_"
				+ ((key != null) ? UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) : UUID.randomUUID());
		String timestamp = String.valueOf(this.clock.instant().getEpochSecond());
		String body = exchange.getVariable(OutgoingRequest.BODY, "", String.class);
		message.setHeader("webhook-id", id);
		message.setHeader("webhook-timestamp", timestamp);
		message.setHeader("webhook-signature", signatures(secrets, id, timestamp, body));
	}

	/**
	 * Checks the secret in a setting.
	 * @param setting its name, for people
	 * @param secrets one or several, separated by commas or spaces
	 * @throws IllegalArgumentException if not, with a sentence that does not quote it
	 */
	public static void check(String setting, String secrets) {
		try {
			signatures(secrets, "id", "0", "");
		}
		catch (WrongSetting ex) {
			throw new IllegalArgumentException(setting + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * The value of the header.
	 * @param secrets one or several, separated by commas or spaces
	 * @param id without a full stop
	 * @param timestamp in seconds since 1970
	 * @param body what is sent
	 * @return one signature for each secret
	 * @throws WrongSetting if a secret is none
	 */
	public static String signatures(String secrets, String id, String timestamp, String body) {
		byte[] signed = "%s.%s.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
		String all = Arrays.stream(secrets.split("[,\\s]+"))
			.filter((each) -> !each.isEmpty())
			.map((each) -> "v1," + Base64.getEncoder().encodeToString(hmac(key(each), signed)))
			.collect(Collectors.joining(" "));
		if (all.isEmpty()) {
			throw new WrongSetting("the webhook must be signed, and no secret is set for it");
		}
		return all;
	}

	private static byte[] key(String secret) {
		try {
			byte[] key = Base64.getDecoder()
				.decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
			if (key.length >= SHORTEST) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// told below, without what it quotes
		}
		throw new WrongSetting(
				"a secret of the webhook is not valid: each secret is whsec_ and at least 16 bytes in Base64");
	}

	private static byte[] hmac(byte[] key, byte[] text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
