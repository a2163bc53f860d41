package io.switchboard.simulator.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;

import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The webhooks of the account. One is saved only if its URL answers. */
@Component
@Profile({ "demo", "simulator" })
public class Webhooks {

	private static final int MOST = 100;

	private static final String LOOPBACK = "localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]";

	private final WebhookClient client;

	private final boolean demo;

	private final Map<Long, Webhook> byId = new LinkedHashMap<>();

	private long lastId;

	Webhooks(WebhookClient client, Environment environment) {
		this.client = client;
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	public synchronized List<Webhook> all() {
		return new ArrayList<>(this.byId.values());
	}

	public synchronized @Nullable Webhook get(long id) {
		return this.byId.get(id);
	}

	public synchronized @Nullable Webhook delete(long id) {
		return this.byId.remove(id);
	}

	/**
	 * Checks a webhook and saves it.
	 * @param id the one to change, or null for a new one
	 * @throws IllegalArgumentException why it is not saved; names no URL
	 */
	public Webhook save(@Nullable Long id, String name, String url, Collection<String> events, boolean enabled) {
		if (name.isBlank() || name.length() > 100) {
			throw new IllegalArgumentException("name: give the webhook one, of at most 100 characters");
		}
		if (events.isEmpty() || !Webhook.categories().containsAll(events)) {
			throw new IllegalArgumentException(
					"events: name one or more of " + String.join(", ", new TreeSet<>(Webhook.categories())));
		}
		answers(valid(url));
		synchronized (this) {
			if (id == null && this.byId.size() >= MOST) {
				throw new IllegalArgumentException("there are %d webhooks already: delete one".formatted(MOST));
			}
			long number = (id != null) ? id : ++this.lastId;
			Webhook webhook = new Webhook(number, name, url, Collections.unmodifiableSet(new TreeSet<>(events)),
					enabled);
			this.byId.put(number, webhook);
			return webhook;
		}
	}

	private String valid(String url) {
		URI uri;
		try {
			uri = URI.create(url);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("url: this is not a URL");
		}
		String scheme = Objects.toString(uri.getScheme(), "").toLowerCase(Locale.ROOT);
		String host = uri.getHost();
		if (host == null || !Set.of("http", "https").contains(scheme)) {
			throw new IllegalArgumentException("url: this is not a URL such as https://switchboard.example.org/path");
		}
		if (scheme.equals("http") && !(this.demo && host.matches(LOOPBACK))) {
			throw new IllegalArgumentException("url: only HTTPS is supported"
					+ (this.demo ? ", or in the demo plain HTTP to this machine itself" : ""));
		}
		return url;
	}

	private void answers(String url) {
		try {
			int status = this.client.get(url).join().statusCode();
			if (status < 200 || status > 299) {
				throw new IllegalArgumentException("url: it answered a GET with %d, not with 2xx".formatted(status));
			}
		}
		catch (CompletionException ex) {
			throw new IllegalArgumentException("url: it did not answer a GET (%s)".formatted(reason(ex)), ex);
		}
	}

	/** The kind and message of a failure, without URL and secret. */
	static String reason(Throwable failure) {
		Throwable cause = Causes.of(failure)
			.stream()
			.filter((each) -> !(each instanceof CompletionException))
			.findFirst()
			.orElse(failure);
		String message = cause.getMessage();
		return cause.getClass().getSimpleName() + ((message != null) ? ": " + message : "");
	}

}
