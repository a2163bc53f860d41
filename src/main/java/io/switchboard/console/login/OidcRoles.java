package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/**
 * Takes the roles from a claim: a list, or a text with words, of {@code viewer},
 * {@code operator} and {@code phone}. A person without any of them sees nothing.
 */
class OidcRoles implements GrantedAuthoritiesMapper {

	/** The authority that carries the claims of the access token. */
	static final String ACCESS_TOKEN = "ACCESS_TOKEN";

	private static final int MOST_WORDS = 20;

	private static final int DEEPEST = 5;

	private final String claim;

	OidcRoles(String claim) {
		this.claim = claim;
	}

	@Override
	public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
		Set<GrantedAuthority> roles = new LinkedHashSet<>();
		sources(authorities).values().forEach((claims) -> roles.addAll(Roles.authorities(words(claims))));
		return roles;
	}

	/**
	 * Says what was looked for, and what was there instead: names of claims, and the
	 * words of the claim.
	 */
	String lookedFor(Collection<? extends GrantedAuthority> authorities) {
		List<String> found = new ArrayList<>();
		sources(authorities).forEach((source, claims) -> {
			List<Object> words = words(claims);
			found.add((words.isEmpty()) ? "%s has no such claim, but %s".formatted(source, claims.keySet())
					: "%s says %s".formatted(source, words.stream().limit(MOST_WORDS).toList()));
		});
		Set<String> elsewhere = new LinkedHashSet<>();
		sources(authorities).values().forEach((claims) -> collect(claims, "", DEEPEST, elsewhere));
		return "viewer or operator was looked for in the claim '%s' (console.oidc.roles-claim): %s%s".formatted(
				this.claim, String.join("; ", found),
				elsewhere.isEmpty() ? ""
						: ". Roles were found in %s: set console.oidc.roles-claim to that claim, if it is meant"
							.formatted(String.join(", ", elsewhere)));
	}

	/** The names of lists that have a role. */
	private static void collect(Map<?, ?> claims, String before, int depth, Set<String> found) {
		claims.forEach((name, value) -> {
			if (value instanceof Map<?, ?> inner && depth > 0) {
				collect(inner, before + name + ".", depth - 1, found);
			}
			else if (value instanceof Collection<?> list && !Roles.authorities(plain(list)).isEmpty()) {
				found.add(before + name);
			}
		});
	}

	private static Map<String, Map<String, Object>> sources(Collection<? extends GrantedAuthority> authorities) {
		Map<String, Map<String, Object>> sources = new LinkedHashMap<>();
		for (GrantedAuthority authority : authorities) {
			if (authority instanceof OidcUserAuthority user) {
				sources.put("the ID token", user.getIdToken().getClaims());
				sources.put("the user info", (user.getUserInfo() != null) ? user.getUserInfo().getClaims() : Map.of());
			}
			else if (authority instanceof OAuth2UserAuthority user) {
				boolean token = ACCESS_TOKEN.equals(user.getAuthority());
				sources.put(token ? "the access token" : "the user info", user.getAttributes());
			}
		}
		return sources;
	}

	/**
	 * The value of a claim, from any of the tokens.
	 * @param authorities of somebody who logged in over a provider
	 * @param claim its name
	 * @return the first value, or null
	 */
	static @Nullable Object value(Collection<? extends GrantedAuthority> authorities, String claim) {
		return sources(authorities).values()
			.stream()
			.map((claims) -> value(claims, claim))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private List<Object> words(Map<String, Object> claims) {
		@Nullable Object value = value(claims, this.claim);
		List<Object> words = new ArrayList<>();
		if (value instanceof Collection<?> list) {
			words.addAll(list);
		}
		else if (value instanceof String text) {
			words.addAll(Arrays.asList(text.split("[ ,]+")));
		}
		return plain(words);
	}

	/** Keycloak writes a slash before a group. */
	private static List<Object> plain(Collection<?> words) {
		List<Object> plain = new ArrayList<>(words);
		plain.replaceAll((word) -> (word instanceof String text && text.startsWith("/")) ? text.substring(1) : word);
		return plain;
	}

	/**
	 * A claim within a claim is named with a dot, such as {@code realm_access.roles}. A
	 * name may have dots of its own too, such as that of a client in
	 * {@code resource_access.switchboard.example.org.roles}.
	 */
	private static @Nullable Object value(Map<?, ?> claims, String name) {
		if (claims.get(name) != null) {
			return claims.get(name);
		}
		for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
			if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
				Object value = value(inner, name.substring(dot + 1));
				if (value != null) {
					return value;
				}
			}
		}
		return null;
	}

}
