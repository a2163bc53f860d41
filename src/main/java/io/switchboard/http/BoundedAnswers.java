package io.switchboard.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.switchboard.failure.PermanentFailure;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

import org.springframework.util.unit.DataSize;

/**
 * Bounds how much of an HTTP server's answer is read, after unpacking, and how long it
 * takes. An error is cut, because its beginning says what is wrong. A body or head that
 * is too long is a failure with a sentence. The rest is not read: the connection is
 * closed.
 */
public final class BoundedAnswers implements ExecChainHandler {

	/** How much of an error is read, in bytes. */
	public static final long MAX_ERROR = 64 * 1024;

	/**
	 * A header of ours: the answer to this request is not read, unless it is an error.
	 * The header is not sent.
	 */
	public static final String UNREAD = "Switchboard-Unread-Answer";

	/**
	 * The value of that header if only the beginning of the answer is read, and the rest
	 * is not a failure. The request is done, however long the answer is.
	 */
	public static final String CUT = "cut";

	private static final int FIRST_ERROR = 300;

	/** What they ask is not done by asking, so half of an answer is none. */
	private static final Set<String> READING = Set.of("GET", "HEAD");

	private final ToLongFunction<ClassicHttpRequest> most;

	private final Function<ClassicHttpRequest, Duration> time;

	private final String setting;

	/**
	 * For a client whose answers all have the same bound.
	 * @param most so much may be read of an answer that is not an error
	 * @param setting the setting's name, for the sentence
	 */
	public BoundedAnswers(DataSize most, String setting) {
		this((request) -> most.toBytes(), (request) -> Duration.ZERO, setting);
	}

	/**
	 * For a client whose answers have bounds of their own.
	 * @param most how many bytes may be read of an answer that is not an error, by
	 * request
	 * @param time how long a request may take until the end of its answer; zero: until
	 * its thread is interrupted
	 * @param setting the setting's name, for the sentence
	 */
	public BoundedAnswers(ToLongFunction<ClassicHttpRequest> most, Function<ClassicHttpRequest, Duration> time,
			String setting) {
		this.most = most;
		this.time = time;
		this.setting = setting;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		Header said = request.getFirstHeader(UNREAD);
		boolean begun = said != null && CUT.equals(said.getValue());
		boolean unread = request.removeHeaders(UNREAD) && !begun;
		RequestTime time = new RequestTime(this.time.apply(request));
		ClassicHttpResponse response = proceed(request, scope, chain, time);
		HttpEntity entity = response.getEntity();
		if (entity != null) {
			boolean error = response.getCode() >= FIRST_ERROR;
			boolean cut = unread || error;
			boolean mayBreak = error || (begun && !READING.contains(request.getMethod()));
			response.setEntity(new BoundedEntity(entity,
					new AnswerBounds(cut ? MAX_ERROR : this.most.applyAsLong(request),
							(cut || begun) ? null : this.setting, mayBreak, UnansweredRequests.server(request), time,
							scope.execRuntime::discardEndpoint)));
		}
		return response;
	}

	private static ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
			RequestTime time) throws IOException, HttpException {
		try (RequestTime.Looking looking = time.look(scope.originalRequest)) {
			return chain.proceed(request, scope);
		}
		catch (MessageConstraintException ex) {
			String text = "the answer's head has more than %d headers, or one longer than %d bytes, and is not read further"
				.formatted(BoundedHttpComponent.MAX_HEADERS, BoundedHttpComponent.MAX_LINE);
			throw new IOException(text, new PermanentFailure(text));
		}
		catch (IOException ex) {
			if (time.isOver(Thread.currentThread())) {
				throw time.late();
			}
			throw ex;
		}
	}

}
