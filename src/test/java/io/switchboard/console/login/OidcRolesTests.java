package io.switchboard.console.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

import static org.assertj.core.api.Assertions.assertThat;

class OidcRolesTests {

	@Test
	void the_claim_is_a_list_or_a_text_and_may_lie_within_another() {
		assertThat(roles("roles", Map.of("roles", List.of("staff", "Operator")))).containsExactly("ROLE_OPERATOR",
				"ROLE_VIEWER");
		assertThat(roles("groups", Map.of("groups", "viewer,staff"))).containsExactly("ROLE_VIEWER");
		assertThat(roles("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("viewer")))))
			.containsExactly("ROLE_VIEWER");
		assertThat(roles("resource_access.console.example.org.roles",
				Map.of("resource_access", Map.of("console.example.org", Map.of("roles", List.of("viewer"))))))
			.containsExactly("ROLE_VIEWER");
		assertThat(roles("https://example.org/roles", Map.of("https://example.org/roles", "/viewer")))
			.containsExactly("ROLE_VIEWER");
	}

	@Test
	void who_has_no_role_of_ours_has_none() {
		assertThat(roles("roles", Map.of("roles", List.of("admin")))).isEmpty();
		assertThat(roles("roles", Map.of("sub", "x"))).isEmpty();
		assertThat(roles("roles", Map.of("roles", 5))).isEmpty();
	}

	private static List<String> roles(String claim, Map<String, Object> claims) {
		Collection<? extends GrantedAuthority> found = new OidcRoles(claim)
			.mapAuthorities(List.of(new OAuth2UserAuthority(claims), new SimpleGrantedAuthority("ROLE_OPERATOR")));
		return found.stream().map(GrantedAuthority::getAuthority).map(String.class::cast).toList();
	}

	@Test
	void a_role_is_named_by_its_constant_and_never_by_a_word() throws IOException {
		Pattern word = Pattern.compile("(isUserInRole|hasRole|hasAnyRole)\\(\"|\"ROLE_[A-Z]|\"(VIEWER|OPERATOR|API)\"");
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				if (!file.endsWith("Roles.java")) {
					assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(word);
				}
			}
		}
	}

}
