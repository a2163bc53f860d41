package io.switchboard.console.login;

import java.time.Duration;
import java.util.List;

import io.switchboard.declared.Within;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may log in to the console.
 *
 * @param users the users in the settings; may be empty
 * @param oidc the users of an identity provider
 */
@Validated
@ConfigurationProperties("console")
record LoginSettings(@DefaultValue @NotNull @Valid List<User> users, @DefaultValue @NotNull @Valid Oidc oidc) {

	/** What a person may do. */
	enum Role {

		PHONE, VIEWER, OPERATOR

	}

	/**
	 * A user.
	 *
	 * @param name the name that is typed in
	 * @param password its BCrypt hash
	 * @param roles {@code viewer}, {@code operator} who may do everything, or
	 * {@code phone} who sees only the own telephone
	 * @param extension the own telephone, as VoIPstudio has it in {@code dst} when it
	 * rings; several, separated by commas; empty for none
	 */
	record User(@DefaultValue("") @NotNull String name, @DefaultValue("") @NotNull String password,
			@DefaultValue @NotNull List<Role> roles, @DefaultValue("") @NotNull String extension) {

		@Override
		public String toString() {
			return "User[" + this.name + "]";
		}

	}

	/**
	 * An identity provider, beside {@code spring.security.oauth2.client.*}.
	 *
	 * @param rolesClaim the claim of the ID token, the user info or the access token that
	 * lists the roles
	 * @param extensionClaim the claim with the own telephone; empty for none
	 * @param timeout how long the provider may take for an answer, to its last byte
	 */
	record Oidc(@DefaultValue("roles") @NotBlank String rolesClaim, @DefaultValue("") @NotNull String extensionClaim,
			@Within(least = "1ms", most = "5m") @DefaultValue("10s") @NotNull Duration timeout) {
	}

}
