package io.switchboard.console.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import io.switchboard.store.DataDirectory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The token that opens the API: {@code api.token}, or one made at the first start. */
@Component
class ApiToken {

	private final byte[] token;

	private final DataDirectory.@Nullable Secret generated;

	ApiToken(@Value("${api.token}") String configured, DataDirectory data) {
		this.generated = configured.isBlank() ? data.secret("api.token") : null;
		String value = (this.generated != null) ? this.generated.value() : configured.strip();
		this.token = value.getBytes(StandardCharsets.UTF_8);
	}

	boolean accepts(String offered) {
		return MessageDigest.isEqual(this.token, offered.getBytes(StandardCharsets.UTF_8));
	}

	Optional<DataDirectory.Secret> generated() {
		return Optional.ofNullable(this.generated);
	}

}
