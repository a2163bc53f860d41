package io.switchboard.oauth;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import io.switchboard.failure.WrongSetting;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The tokens of {@code oauth.<name>.*}. Each is stored for all nodes until shortly before
 * it ends. It is fetched once, even if many deliveries need it at the same time.
 */
@Component
public class AccessTokens {

	private final Map<String, SharedToken> tokens = new TreeMap<>();

	@Autowired
	AccessTokens(Environment environment, TokenTable table) {
		this(clients(environment), table, Clock.systemUTC());
	}

	AccessTokens(Map<String, OAuthClient> clients, TokenMemory memory, Clock clock) {
		TokenEndpoint endpoint = new TokenEndpoint(clock);
		clients.forEach((name, client) -> {
			client.check(name);
			this.tokens.put(name, new SharedToken(name, client, endpoint, memory, clock));
		});
	}

	/**
	 * Those of the settings, for who has no store.
	 * @param environment with all sources of settings
	 * @return never null
	 * @throws IllegalArgumentException if one of them lacks something
	 */
	public static AccessTokens of(Environment environment) {
		return new AccessTokens(clients(environment), TokenMemory.NONE, Clock.systemUTC());
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
		return this.tokens.containsKey(name);
	}

	/**
	 * A valid token; fetches one if there is none.
	 * @param name of a client in the settings
	 * @return the secret itself
	 * @throws RuntimeException {@code SignInRefused} or {@code DestinationAway}, with one
	 * sentence
	 */
	public String token(String name) {
		return client(name).value();
	}

	/**
	 * The word before a token in the header Authorization.
	 * @param name of a client in the settings
	 * @return Bearer, if nothing else is said
	 */
	String scheme(String name) {
		return client(name).client().scheme();
	}

	/**
	 * Drops a token that a server no longer accepts, on all nodes.
	 * @param name of a client in the settings
	 * @param token the refused one; a newer one stays
	 */
	public void refused(String name, String token) {
		client(name).refused(token);
	}

	private SharedToken client(String name) {
		SharedToken token = this.tokens.get(name);
		if (token == null) {
			throw new WrongSetting("there is no oauth.%s in the settings".formatted(name));
		}
		return token;
	}

}
