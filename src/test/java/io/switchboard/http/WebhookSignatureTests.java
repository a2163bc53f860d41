package io.switchboard.http;

import java.util.List;
import java.util.Map;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.switchboard.failure.SignInRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Signatures, by the published vector and by the convention's own library. */
class WebhookSignatureTests {

	private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	private static final String NEXT = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

	@Test
	void a_signature_is_that_of_the_published_vector() {
		String body = "{\"test\": 2432232314}";
		String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
		for (String secret : List.of(SECRET, SECRET.substring("whsec_".length()))) {
			assertThat(WebhookSignature.signatures(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body))
				.isEqualTo(signature);
		}
	}

	@Test
	void while_a_secret_is_replaced_both_are_right() throws Exception {
		String now = String.valueOf(System.currentTimeMillis() / 1000);
		String body = "{\"type\":\"call.missed\",\"data\":{\"src_name\":\"Zoë \uD83D\uDCDE\"}}";
		String signatures = WebhookSignature.signatures(NEXT + ", " + SECRET, "msg_1", now, body);
		Map<String, List<String>> headers = Map.of("webhook-id", List.of("msg_1"), "webhook-timestamp", List.of(now),
				"webhook-signature", List.of(signatures));
		for (String secret : List.of(SECRET, NEXT)) {
			new Webhook(secret).verify(body, headers);
		}
		assertThatThrownBy(() -> new Webhook(SECRET).verify(body + " ", headers))
			.isInstanceOf(WebhookVerificationException.class);
		assertThatThrownBy(() -> new Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").verify(body, headers))
			.isInstanceOf(WebhookVerificationException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " , ", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64!", "my-own-password" })
	void a_secret_that_is_none_holds_the_route_and_is_not_quoted(String secret) {
		assertThatThrownBy(() -> WebhookSignature.signatures(secret, "msg_1", "1", "{}"))
			.isInstanceOf(SignInRefused.class)
			.hasMessageNotContaining("password")
			.hasMessageNotContaining("c2hvcnQ");
	}

}
