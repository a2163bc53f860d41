package io.switchboard.oauth;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.switchboard.failure.SignInRefused;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The tokens of {@code oauth.<name>.*}. Each is kept until shortly before it ends, and
 * asked for once, however many deliveries want it at the same time.
 */
@Component
public class AccessTokens {

	private final Map<String, OAuthClient> clients;

	private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

	private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

	private final TokenEndpoint endpoint;

	private final Clock clock;

	@Autowired
	AccessTokens(Environment environment) {
		this(clients(environment), Clock.systemUTC());
	}

	AccessTokens(Map<String, OAuthClient> clients, Clock clock) {
		clients.forEach((name, client) -> client.check(name));
		this.clients = new TreeMap<>(clients);
		this.clock = clock;
		this.endpoint = new TokenEndpoint(clock);
	}

	/**
	 * Those of the settings.
	 * @param environment with all sources of settings
	 * @return never null
	 * @throws IllegalArgumentException if one of them lacks something
	 */
	public static AccessTokens of(Environment environment) {
		return new AccessTokens(environment);
	}

	private static Map<String, OAuthClient> clients(Environment environment) {
		return Binder.get(environment).bind("oauth", Bindable.mapOf(String.class, OAuthClient.class)).orElse(Map.of());
	}

	/**
	 * Whether the settings have it.
	 * @param name of a client
	 * @return true if they do
	 */
	public boolean has(String name) {
		return this.clients.containsKey(name);
	}

	/**
	 * A token that is good now; asks for one where there is none.
	 * @param name of a client in the settings
	 * @return the secret itself
	 * @throws RuntimeException {@code SignInRefused} or {@code DestinationAway}, with one
	 * sentence
	 */
	public String token(String name) {
		AccessToken known = good(name);
		if (known != null) {
			return known.value();
		}
		ReentrantLock lock = this.locks.computeIfAbsent(name, (each) -> new ReentrantLock());
		lock.lock();
		try {
			AccessToken meanwhile = good(name);
			if (meanwhile != null) {
				return meanwhile.value();
			}
			AccessToken fresh = this.endpoint.ask(name, client(name));
			this.tokens.put(name, fresh);
			return fresh.value();
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * The word before a token in the header Authorization.
	 * @param name of a client in the settings
	 * @return Bearer, if nothing else is said
	 */
	String scheme(String name) {
		return String.valueOf(client(name).scheme());
	}

	/**
	 * Forgets a token that a server does not take any more.
	 * @param name of a client in the settings
	 * @param token that was refused; another that came meanwhile stays
	 */
	public void refused(String name, String token) {
		this.tokens.computeIfPresent(name, (each, known) -> known.value().equals(token) ? null : known);
	}

	private @Nullable AccessToken good(String name) {
		AccessToken known = this.tokens.get(name);
		return (known != null && known.isGood(this.clock.instant())) ? known : null;
	}

	private OAuthClient client(String name) {
		OAuthClient client = this.clients.get(name);
		if (client == null) {
			throw new SignInRefused("there is no oauth.%s in the settings".formatted(name));
		}
		return client;
	}

}
