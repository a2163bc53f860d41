package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a person may do: look, or act too. */
public final class Roles {

	/** Sees everything. */
	public static final String VIEWER = "VIEWER";

	/** Redelivers, discards, pauses, and sees the webhook's key; sees everything too. */
	public static final String OPERATOR = "OPERATOR";

	/** Sees what the own telephone does, and nothing else. */
	public static final String PHONE = "PHONE";

	/** A program with {@code api.token}. It may do everything. */
	public static final String API = "API";

	/** A program with {@code metrics.token}. It reads the metrics and nothing else. */
	static final String METRICS = "METRICS";

	private Roles() {
	}

	/**
	 * Whether the request comes from somebody who may act.
	 * @param request of an operator, a viewer or a program
	 * @return true for an operator, and for a program with the API's token
	 */
	public static boolean mayAct(HttpServletRequest request) {
		return request.isUserInRole(OPERATOR) || request.isUserInRole(API);
	}

	/**
	 * Whether the request comes from somebody who may look.
	 * @param request of an operator, a viewer or a program
	 * @return false for who is not signed in
	 */
	public static boolean mayLook(HttpServletRequest request) {
		return request.isUserInRole(VIEWER) || request.isUserInRole(API);
	}

	/**
	 * Whether the request comes from a program with the API's token.
	 * @param request of anybody
	 * @return false for people, and for other tokens
	 */
	public static boolean isProgram(HttpServletRequest request) {
		return request.isUserInRole(API);
	}

	/**
	 * Roles as Spring Security has them.
	 * @param words what a setting or an identity provider calls them; others count for
	 * nothing
	 * @return an operator may look too
	 */
	static List<GrantedAuthority> authorities(Collection<?> words) {
		List<String> roles = new ArrayList<>();
		for (Object word : words) {
			switch (String.valueOf(word).toUpperCase(Locale.ROOT)) {
				case OPERATOR -> roles.addAll(List.of(authority(OPERATOR), authority(VIEWER)));
				case VIEWER -> roles.add(authority(VIEWER));
				case PHONE -> roles.add(authority(PHONE));
				default -> {
					// a group of the identity provider that means nothing here
				}
			}
		}
		return AuthorityUtils.createAuthorityList(roles.stream().distinct().toList());
	}

	static boolean isViewer(String authority) {
		return authority.equals(authority(VIEWER));
	}

	/** The role's name in Spring Security. */
	static String authority(String role) {
		return "ROLE_" + role;
	}

}
