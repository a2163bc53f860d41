package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a person may do: look, or act too. */
public final class Roles {

	/** Sees everything. */
	public static final String VIEWER = "VIEWER";

	/** Redelivers, discards, pauses, and sees the webhook's key; sees everything too. */
	public static final String OPERATOR = "OPERATOR";

	private Roles() {
	}

	/**
	 * As Spring Security has it; an operator may look too. Words that are no role of ours
	 * count for nothing.
	 */
	static List<GrantedAuthority> authorities(Collection<?> words) {
		List<String> roles = new ArrayList<>();
		for (Object word : words) {
			switch (String.valueOf(word).toUpperCase(Locale.ROOT)) {
				case OPERATOR -> roles.addAll(List.of("ROLE_" + OPERATOR, "ROLE_" + VIEWER));
				case VIEWER -> roles.add("ROLE_" + VIEWER);
				default -> {
					// a group of the identity provider that means nothing here
				}
			}
		}
		return AuthorityUtils.createAuthorityList(roles.stream().distinct().toList());
	}

}
