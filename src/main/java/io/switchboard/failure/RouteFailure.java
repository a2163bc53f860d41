package io.switchboard.failure;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.text.Causes;
import io.switchboard.text.Readable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a route, with its step, as one readable sentence.
 */
public class RouteFailure extends Exception {

	private static final int MAX_LENGTH = 1000;

	private static final int MAX_ANSWER = 200;

	/**
	 * An address ends at a blank. What is behind it is no password, even if it has an @.
	 */
	private static final Pattern WORD = Pattern.compile("(?:RAW\\([^)]*+\\)|[^\\s\"<>R]++|R)++");

	private final @Nullable String step;

	private final transient Set<String> done;

	private final Verdict verdict;

	public RouteFailure(@Nullable String step, Throwable cause) {
		this(step, cause, Set.of());
	}

	/** {@code done}: the parts that the attempt did before it failed. */
	public RouteFailure(@Nullable String step, Throwable cause, Set<String> done) {
		super(cause);
		this.step = step;
		this.verdict = FailureVerdict.of(cause);
		Set<String> all = new LinkedHashSet<>(done);
		Causes.of(cause)
			.stream()
			.filter(PartlyDone.class::isInstance)
			.forEach((each) -> all.addAll(((PartlyDone) each).done()));
		this.done = all;
	}

	public Verdict verdict() {
		return this.verdict;
	}

	/** Why no delivery succeeds until somebody corrects something, in a few words. */
	public String shutOut() {
		return FailureVerdict.isSignIn(getCause()) ? "the destination refuses the sign-in"
				: "somebody must correct a setting, or the destination";
	}

	/** The parts that must not be repeated. */
	public Set<String> done() {
		return this.done;
	}

	/** What the route asked for, if it asked to be run again later; else null. */
	public @Nullable RetryLater retryLater() {
		return (this.verdict != Verdict.NOT_YET) ? null
				: Causes.of(getCause())
					.stream()
					.filter(RetryLater.class::isInstance)
					.map(RetryLater.class::cast)
					.findFirst()
					.orElseThrow();
	}

	/**
	 * The same, of an attempt that was ended because it took too long. What the step
	 * itself says of its destination, or what a server had begun to answer, is kept.
	 */
	public RouteFailure overdue(Duration timeout) {
		String sentence = "took longer than its timeout of %d s (delivery.timeout)".formatted(timeout.toSeconds());
		return new RouteFailure(this.step,
				Causes.of(getCause())
					.stream()
					.filter((each) -> each instanceof DestinationAway || HttpAnswer.is(each))
					.findFirst()
					.<Throwable>map((each) -> new DestinationAway(sentence + ": " + message(each)))
					.orElseGet(() -> new InterruptedException(sentence)),
				this.done);
	}

	/** The failure for the log: without the message, because that may quote the event. */
	public String kind() {
		Throwable root = rootCause();
		String kind = (root instanceof HttpOperationFailedException http && http.getStatusCode() > 0)
				? "HTTP " + http.getStatusCode() : root.getClass().getSimpleName();
		return kind + ((this.step != null) ? " at step " + this.step : "");
	}

	/** The whole reason, for those who may see the event itself. */
	public String sentence() {
		Set<String> messages = new LinkedHashSet<>();
		for (Throwable cause : Causes.of(getCause())) {
			String message = BrokerFailure.isWrapper(cause) ? "" : message(cause);
			if (!String.join(" ", messages).contains(message)) {
				messages.add(message);
			}
		}
		String text = cut(((this.step != null) ? this.step + ": " : "") + String.join("; caused by: ", messages));
		return Readable.line(WORD.matcher(text)
			.replaceAll((word) -> Matcher.quoteReplacement(URISupport.sanitizeUri(word.group()))));
	}

	private static String message(Throwable cause) {
		String told = (SftpFailure.told(cause) != null) ? SftpFailure.told(cause) : BrokerFailure.told(cause);
		if (told != null) {
			return told;
		}
		String message = HttpAnswer.is(cause) ? HttpAnswer.told(cause)
				: (cause.getMessage() == null) ? cause.getClass().getSimpleName()
						: cut(SqlFailure.is(cause) ? SqlFailure.told(cause) : cause.getMessage()).strip();
		if (cause instanceof HttpOperationFailedException http && http.getResponseBody() != null
				&& !http.getResponseBody().isBlank()) {
			String answer = http.getResponseBody().strip();
			return message + ": " + Readable.cut(answer, MAX_ANSWER);
		}
		return message;
	}

	/**
	 * Cuts a message before any search in it, because it may quote a body of any size.
	 */
	private static String cut(String text) {
		return Readable.cut(text, MAX_LENGTH);
	}

	private Throwable rootCause() {
		List<Throwable> causes = Causes.of(getCause());
		return causes.get(causes.size() - 1);
	}

}
