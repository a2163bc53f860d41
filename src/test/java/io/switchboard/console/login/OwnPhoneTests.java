package io.switchboard.console.login;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/** The telephone of each user, and mistakes in the settings for it. */
class OwnPhoneTests {

	private static final LoginSettings SETTINGS = new LoginSettings(
			List.of(new LoginSettings.User("vera", Client.PASSWORD_HASH, List.of(LoginSettings.Role.VIEWER), "1002")),
			new LoginSettings.Oidc("roles", "phone.ext", Duration.ofSeconds(10)));

	private final OwnPhone own = new OwnPhone(new ConsoleUsers(SETTINGS, null, new MockEnvironment()), SETTINGS);

	private Set<String> phones(Object principal) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal(UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of()));
		return this.own.of(request).phones();
	}

	private static DefaultOAuth2User ofProvider(String name, Object extension) {
		Map<String, Object> claims = Map.of("name", name, "phone", Map.of("ext", extension));
		return new DefaultOAuth2User(List.of(new OAuth2UserAuthority(claims)), claims, "name");
	}

	@Test
	void a_user_of_the_settings_has_it_by_the_settings() {
		assertThat(phones(new User("vera", "", AuthorityUtils.NO_AUTHORITIES))).containsExactly("1002");
		assertThat(phones(new User("otto", "", AuthorityUtils.NO_AUTHORITIES))).isEmpty();
		assertThat(this.own.of(new MockHttpServletRequest()).phones()).as("nobody").isEmpty();
	}

	@Test
	void a_person_of_a_provider_has_it_by_the_claim_and_never_by_the_name() {
		assertThat(phones(ofProvider("vera", "1007"))).containsExactly("1007");
		assertThat(phones(ofProvider("vera", List.of("1007", "+44 118 321 1007", "x"))))
			.containsExactlyInAnyOrder("1007", "441183211007");
		assertThat(phones(ofProvider("vera", 1007))).containsExactly("1007");
		assertThat(phones(ofProvider("vera", "reception"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					extension=1004                                          |
					extension=1004 token=0123456789012345678901             |
					extension=1004 token=short                              | phones.a.token is too short to be safe
					token=0123456789012345678901                            | phones.a.extension is missing
					extension=alice token=0123456789012345678901            | phones.a.extension is not an extension or number
					extension=1004 token=sha256:12                          | phones.a.token: after sha256: there must be 64 hex digits
					extension=1004 tokn=0123456789012345678901              | phones.a.tokn: there is no such setting
					""")
	void what_is_wrong_with_a_token_is_named(String settings, String sentence) {
		MockEnvironment environment = new MockEnvironment();
		for (String each : settings.split(" ")) {
			environment.setProperty("phones.a." + each.split("=")[0], each.split("=")[1]);
		}
		String wrong = PhoneTokens.wrong(environment);
		if (sentence == null) {
			assertThat(wrong).isNull();
		}
		else {
			assertThat(wrong).contains(sentence).doesNotContain("0123456789");
		}
	}

	@Test
	void a_hash_opens_as_its_token_does_and_two_telephones_have_two_tokens() {
		MockEnvironment environment = new MockEnvironment().withProperty("phones.a.extension", "1004")
			.withProperty("phones.a.token", "sha256:" + sha256(Client.PHONE_TOKEN));
		assertThat(new PhoneTokens(environment).holder(Client.PHONE_TOKEN)).isNotNull();
		assertThat(new PhoneTokens(environment).holder(Client.PHONE_TOKEN + " ")).isNull();
		environment.withProperty("phones.b.extension", "1005").withProperty("phones.b.token", Client.PHONE_TOKEN);
		assertThat(PhoneTokens.wrong(environment)).contains(".token is that of another telephone too");
	}

	private static String sha256(String text) {
		try {
			return java.util.HexFormat.of()
				.formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
