package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Removes secrets of the request from an error, because errors are stored and shown. An
 * error page may repeat an address or a wrong key. Some systems tell a failure with the
 * status 200, so what signs the request in is removed from the beginning of every answer.
 */
public final class EchoedSecrets implements ExecChainHandler {

	private static final int FIRST_ERROR = 300;

	private static final int SHORTEST = 6;

	/** A part of a path that is as long is not a word. */
	private static final int LONG_PART = 16;

	private static final String HIDDEN = "***";

	private static final Pattern SECRET = Pattern.compile("(?i).*(?:key|token|secret|signature|password|auth).*");

	private static final String NO_SECRET = "Idempotency-Key";

	private final boolean address;

	/** For servers whose address is secret too, or may be. */
	public EchoedSecrets() {
		this(true);
	}

	private EchoedSecrets(boolean address) {
		this.address = address;
	}

	/**
	 * For a server whose address has no secret.
	 * @return one that removes only what signs the request in
	 */
	public static EchoedSecrets ofSignIn() {
		return new EchoedSecrets(false);
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ClassicHttpResponse response = chain.proceed(request, scope);
		HttpEntity entity = response.getEntity();
		if (entity != null && response.getCode() >= FIRST_ERROR) {
			response.setEntity(hidden(entity, secrets(request)));
		}
		else if (entity != null) {
			Set<String> signIn = credentials(request);
			signIn.removeIf((each) -> each.length() < LONG_PART);
			response.setEntity(
					signIn.isEmpty() ? entity : new CleanedEntity(entity, (beginning) -> hidden(beginning, signIn)));
		}
		return response;
	}

	private static HttpEntity hidden(HttpEntity entity, Set<String> secrets) throws IOException {
		byte[] bytes;
		try (InputStream content = entity.getContent()) {
			bytes = content.readNBytes((int) BoundedAnswers.MAX_ERROR);
		}
		return new ByteArrayEntity(hidden(bytes, secrets), ContentType.parseLenient(entity.getContentType()));
	}

	/**
	 * No byte is lost on the way there and back. JSON may write a slash with a backslash.
	 */
	private static byte[] hidden(byte[] bytes, Set<String> secrets) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		for (String secret : secrets) {
			text = text.replace(secret, HIDDEN).replace(secret.replace("/", "\\/"), HIDDEN);
		}
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** The longest first, because one may contain another. */
	private Set<String> secrets(ClassicHttpRequest request) {
		Set<String> secrets = credentials(request);
		if (this.address) {
			addAddress(request, secrets);
		}
		secrets.removeIf((each) -> each.length() < SHORTEST);
		return secrets;
	}

	private static Set<String> credentials(ClassicHttpRequest request) {
		Set<String> secrets = new TreeSet<>(
				Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
		for (Header header : request.getHeaders()) {
			if (SECRET.matcher(header.getName()).matches() && !NO_SECRET.equalsIgnoreCase(header.getName())) {
				credential(String.valueOf(header.getValue()), secrets);
			}
		}
		return secrets;
	}

	private static void addAddress(ClassicHttpRequest request, Set<String> secrets) {
		try {
			String path = String.valueOf(request.getUri().getRawPath());
			Arrays.stream(path.split("/")).filter((part) -> part.length() >= LONG_PART).forEach(secrets::add);
			String query = request.getUri().getRawQuery();
			Arrays.stream((query != null) ? query.split("&") : new String[0])
				.map((each) -> each.replaceFirst("^[^=]*=", ""))
				.forEach((each) -> {
					secrets.add(each);
					secrets.add(URLDecoder.decode(each, StandardCharsets.UTF_8));
				});
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// then the address is not shown by anybody either
		}
	}

	/** What follows the word Bearer or Basic, and what Basic holds. */
	private static void credential(String value, Set<String> secrets) {
		secrets.add(value);
		String[] words = value.split(" ", 2);
		if (words.length == 2) {
			secrets.add(words[1]);
		}
		if (words.length == 2 && words[0].equalsIgnoreCase("Basic")) {
			try {
				String decoded = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
				secrets.add(decoded.replaceFirst("^[^:]*:", ""));
				String user = decoded.replaceFirst("(?s):.*", "");
				if (user.length() >= LONG_PART && !user.contains("@")) {
					// a key that is sent as a user, with any password
					secrets.add(user);
				}
			}
			catch (IllegalArgumentException ex) {
				// it has no packed form
			}
		}
	}

}
