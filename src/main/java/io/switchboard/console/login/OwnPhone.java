package io.switchboard.console.login;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.voipstudio.PhoneNumber;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;

/**
 * Finds the telephones of a person or token: by {@code console.users[].extension}, by a
 * claim of the identity provider ({@code console.oidc.extension-claim}), or by a token of
 * {@code phones.<name>}. The name of a provider's user is not looked up in the settings,
 * because another person may have the same name there.
 */
@Component
public class OwnPhone {

	private static final int MOST = 10;

	private final ConsoleUsers users;

	private final String claim;

	OwnPhone(ConsoleUsers users, LoginSettings settings) {
		this.users = users;
		this.claim = settings.oidc().extensionClaim();
	}

	/**
	 * Somebody who may listen to telephones.
	 *
	 * @param owner the key of the person or token; not shown
	 * @param phones the digits of the telephones; may be empty
	 */
	public record Owned(String owner, Set<String> phones) {
	}

	/**
	 * The telephones of the sender of a request.
	 * @param request of somebody who is signed in
	 * @return empty for a person or token without one
	 */
	public Owned of(HttpServletRequest request) {
		if (!(request.getUserPrincipal() instanceof Authentication who)) {
			return new Owned("", Set.of());
		}
		if (who.getPrincipal() instanceof PhoneTokens.Holder token) {
			return new Owned("token " + token.name(), token.phones());
		}
		if (who.getPrincipal() instanceof OAuth2User user) {
			return new Owned("provider " + user.getName(), claimed(user));
		}
		if (who.getPrincipal() instanceof UserDetails user) {
			return new Owned("user " + user.getUsername(), this.users.phones(user.getUsername()));
		}
		return new Owned("program", Set.of());
	}

	/**
	 * The telephone that rings first when the sender of a request calls somebody: of
	 * several the shortest, which is the extension.
	 * @param request of somebody who is signed in
	 * @return its digits, or null for a person or token without one
	 */
	public @Nullable String first(HttpServletRequest request) {
		return of(request).phones()
			.stream()
			.min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
			.orElse(null);
	}

	/**
	 * A provider's value that is not a number is ignored, because it cannot be corrected
	 * here.
	 */
	private Set<String> claimed(OAuth2User user) {
		Object value = this.claim.isBlank() ? null : OidcRoles.value(user.getAuthorities(), this.claim);
		Collection<?> each = (value instanceof Collection<?> list) ? list
				: (value != null) ? Arrays.asList(value.toString().split(",")) : Set.of();
		return each.stream()
			.limit(MOST)
			.map((text) -> digits(String.valueOf(text)))
			.filter((digits) -> digits != null)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Telephones of a setting.
	 * @param setting its name
	 * @param text numbers, separated by commas; empty for none
	 * @return their digits
	 * @throws IllegalStateException if one is not a number, with a sentence that names
	 * the setting
	 */
	static Set<String> numbers(String setting, String text) {
		Set<String> numbers = new LinkedHashSet<>();
		for (String each : text.split(",")) {
			if (!each.isBlank()) {
				String digits = digits(each);
				if (digits == null) {
					throw new IllegalStateException(
							"%s is not an extension or number: write the digits that VoIPstudio has in dst when the telephone rings, such as 1001"
								.formatted(setting));
				}
				numbers.add(digits);
			}
		}
		return Set.copyOf(numbers);
	}

	private static @Nullable String digits(String text) {
		return text.strip().matches("\\+?[0-9][0-9 ().-]{0,40}") ? PhoneNumber.digits(text) : null;
	}

}
