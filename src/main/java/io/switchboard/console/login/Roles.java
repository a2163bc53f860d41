package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** The roles, which say what a person or a program may do. */
public final class Roles {

	/** A person who sees everything. */
	public static final String VIEWER = "VIEWER";

	/** A person who also redelivers, discards, pauses, and sees the webhook's key. */
	public static final String OPERATOR = "OPERATOR";

	/** A person who sees only the own telephone. */
	public static final String PHONE = "PHONE";

	/** A program with {@code api.token}. It may do everything. */
	public static final String API = "API";

	/** A program with {@code metrics.token}. It reads only the metrics. */
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
	 * @return false without a login
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
	 * Converts roles for Spring Security.
	 * @param words names in a setting or of an identity provider; unknown ones are
	 * ignored
	 * @return the roles; an operator is a viewer too
	 */
	static List<GrantedAuthority> authorities(Collection<?> words) {
		List<String> roles = new ArrayList<>();
		for (Object word : words) {
			switch (String.valueOf(word).toUpperCase(Locale.ROOT)) {
				case OPERATOR -> roles.addAll(List.of(authority(OPERATOR), authority(VIEWER)));
				case VIEWER -> roles.add(authority(VIEWER));
				case PHONE -> roles.add(authority(PHONE));
				default -> {
					// a group of the identity provider that is not a role
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
