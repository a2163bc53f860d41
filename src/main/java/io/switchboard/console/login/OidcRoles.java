package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/**
 * Takes the roles from a claim: a list, or a text with words, of {@code viewer} and
 * {@code operator}. Who has neither sees nothing.
 */
class OidcRoles implements GrantedAuthoritiesMapper {

	private final String claim;

	OidcRoles(String claim) {
		this.claim = claim;
	}

	@Override
	public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
		Set<GrantedAuthority> roles = new LinkedHashSet<>();
		for (GrantedAuthority authority : authorities) {
			if (authority instanceof OAuth2UserAuthority user) {
				roles.addAll(Roles.authorities(words(user.getAttributes())));
			}
			if (authority instanceof OidcUserAuthority user) {
				roles.addAll(Roles.authorities(words(user.getIdToken().getClaims())));
			}
		}
		return roles;
	}

	/** A claim within a claim is named with a dot, such as {@code realm_access.roles}. */
	private List<Object> words(Map<String, Object> claims) {
		@Nullable Object value = claims.get(this.claim);
		if (value == null) {
			value = claims;
			for (String part : this.claim.split("\\.")) {
				value = (value instanceof Map<?, ?> map) ? map.get(part) : null;
			}
		}
		List<Object> words = new ArrayList<>();
		if (value instanceof Collection<?> list) {
			words.addAll(list);
		}
		else if (value instanceof String text) {
			words.addAll(Arrays.asList(text.split("[ ,]+")));
		}
		return words;
	}

}
