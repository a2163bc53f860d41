package io.switchboard.failure;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures of the clients of Kafka and JMS. Their jars may be missing, so their
 * exceptions are known by name.
 */
final class BrokerFailure {

	private static final String KAFKA = "org.apache.kafka.common.errors.";

	private static final String JMS = "jakarta.jms.";

	/**
	 * What a broker says of a message that is longer than it takes: by AMQP 1.0, and
	 * RabbitMQ 3 in words of its own.
	 */
	private static final Pattern TOO_LARGE = Pattern
		.compile("amqp:link:message-size-exceeded|message size \\d+ is larger than");

	private static final String NOT_IN_METADATA = "not present in metadata";

	/** Spring's, around what the client says. */
	private static final String WRAPPER = "org.springframework.jms.UncategorizedJmsException";

	private static final Set<String> SIGN_IN = Set.of(KAFKA + "AuthenticationException", JMS + "JMSSecurityException");

	private static final Map<String, Verdict> VERDICTS = Map.ofEntries(
			Map.entry(KAFKA + "AuthenticationException", Verdict.SHUT_OUT),
			Map.entry(KAFKA + "AuthorizationException", Verdict.SHUT_OUT),
			Map.entry(KAFKA + "InvalidTopicException", Verdict.SHUT_OUT),
			Map.entry("org.apache.kafka.common.config.ConfigException", Verdict.SHUT_OUT),
			Map.entry(KAFKA + "RecordTooLargeException", Verdict.NEVER),
			Map.entry(KAFKA + "RecordBatchTooLargeException", Verdict.NEVER),
			Map.entry(KAFKA + "InvalidRecordException", Verdict.NEVER),
			Map.entry(KAFKA + "SerializationException", Verdict.NEVER), Map.entry(KAFKA + "ApiException", Verdict.AWAY),
			Map.entry(JMS + "JMSSecurityException", Verdict.SHUT_OUT),
			Map.entry(JMS + "InvalidDestinationException", Verdict.SHUT_OUT),
			Map.entry(JMS + "MessageFormatException", Verdict.NEVER), Map.entry(JMS + "JMSException", Verdict.AWAY));

	private BrokerFailure() {
	}

	static boolean isSignIn(Throwable cause) {
		for (Class<?> kind = cause.getClass(); kind != null; kind = kind.getSuperclass()) {
			if (SIGN_IN.contains(kind.getName())) {
				return true;
			}
		}
		return false;
	}

	/** Whether its own words say nothing, and its cause says it. */
	static boolean isWrapper(Throwable cause) {
		return cause.getClass().getName().equals(WRAPPER) && cause.getCause() != null;
	}

	/**
	 * What Kafka's client says of a topic that it got no answer about, with what to do;
	 * else null.
	 */
	static @Nullable String told(Throwable cause) {
		String message = cause.getMessage();
		if (!cause.getClass().getName().equals(KAFKA + "TimeoutException") || message == null
				|| !message.contains(NOT_IN_METADATA)) {
			return null;
		}
		return message + ((cause.getCause() != null) ? " Create the topic there, or correct its name."
				: " No broker answered: see the brokers of this step, and whether they can be reached.");
	}

	/** The verdict, or null if the failure is of no broker. */
	static @Nullable Verdict verdict(Throwable cause) {
		for (Class<?> kind = cause.getClass(); kind != null; kind = kind.getSuperclass()) {
			Verdict verdict = VERDICTS.get(kind.getName());
			if (verdict != null) {
				return (verdict == Verdict.AWAY && TOO_LARGE.matcher(String.valueOf(cause.getMessage())).find())
						? Verdict.NEVER : verdict;
			}
		}
		return null;
	}

}
