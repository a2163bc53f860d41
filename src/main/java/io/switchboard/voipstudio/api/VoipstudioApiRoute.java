package io.switchboard.voipstudio.api;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.answers.AnswerKeeping;
import io.switchboard.answers.RequestName;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.Skipped;
import io.switchboard.text.JsonText;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The one way to VoIPstudio's REST API. A kamelet says what it wants in headers
 * ({@link ApiRequest}). It gets the data without the envelope, or one readable failure.
 * <p>
 * A request that may be repeated is sent again at once, a few times. A longer wait would
 * hold a thread, so it is left to the delivery.
 */
@Component
class VoipstudioApiRoute extends RouteBuilder {

	private static final String STOPPED = "the number has said STOP";

	/** The address to which a kamelet sends. */
	static final String API = "direct:voipstudio-api";

	private static final String PAGES = "direct:voipstudio-pages";

	private static final String HTTP = "direct:voipstudio-http";

	private final ApiSettings settings;

	private final ApiAddress address;

	private final ApiGate gate;

	private final ApiAnswer answer;

	private final AudioFiles audio;

	private final ApplicationEventPublisher told;

	private final TextGate texts;

	private final BegunRequests begun;

	VoipstudioApiRoute(ApiSettings settings, ApiAddress address, ApiGate gate, ApiAnswer answer, AudioFiles audio,
			ApplicationEventPublisher told, TextGate texts, BegunRequests begun) {
		this.begun = begun;
		this.texts = texts;
		this.told = told;
		this.settings = settings;
		this.address = address;
		this.gate = gate;
		this.answer = answer;
		this.audio = audio;
	}

	@Override
	public void configure() {
		// @formatter:off
        onException(ApiFailure.class)
            .retryWhile(this::isWorthAnotherTry)
            .redeliveryDelay(200)
            .useExponentialBackOff()
            .backOffMultiplier(3)
            .useCollisionAvoidance()
            .asyncDelayedRedelivery()
            .retryAttemptedLogLevel(LoggingLevel.DEBUG)
            .logExhausted(false)
            .logExhaustedMessageHistory(false);

        from(API)
            .routeId("voipstudio-api")
            .routeDescription("Asks VoIPstudio's REST API; where the answer is optional, a failure is one too")
            .errorHandler(noErrorHandler())
            .doTry()
                .to(PAGES).id("voipstudio-ask-pages")
            .doCatch(ApiFailure.class, PermanentFailure.class).onWhen(ApiRequest::isOptional)
                .process(VoipstudioApiRoute::sayWhatIsMissing).id("voipstudio-missing")
            .end()
            .process(VoipstudioApiRoute::note).id("voipstudio-note");

        from(PAGES)
            .routeId("voipstudio-pages")
            .routeDescription("Asks page by page where there are several, and again where it may pass")
            .errorHandler(defaultErrorHandler().logExhausted(false).logExhaustedMessageHistory(false))
            .process(this::begin).id("voipstudio-begin")
            .loopDoWhile(Pages::more)
                .to(HTTP).id("voipstudio-ask")
                .process(Pages::add).id("voipstudio-add-page")
            .end()
            .process(AnswerOrLater::tell).id("voipstudio-result");

        from(HTTP)
            .routeId("voipstudio-http")
            .routeDescription("One request to VoIPstudio's REST API")
            .errorHandler(noErrorHandler())
            .streamCache("false")
            .process(this::prepare).id("voipstudio-prepare")
            .doTry()
                .to(endpoint()).id("voipstudio-send")
            .doCatch(Exception.class)
                .process(this::unanswered).id("voipstudio-unanswered")
            .end()
            .process(this::answer).id("voipstudio-answer")
            .process(this::tell).id("voipstudio-tell");
        // @formatter:on
	}

	private String endpoint() {
		return "http:voipstudio-api?throwExceptionOnFailure=false&disableStreamCache=true&copyHeaders=false"
				+ "&skipRequestHeaders=true&userAgent=Switchboard&httpClientConfigurer=#voipstudioHttpClient"
				+ "&connectTimeout=%d&responseTimeout=%d&soTimeout=%d&connectionRequestTimeout=%d&connectionsPerRoute=%d&maxTotalConnections=%d"
					.formatted(this.settings.connectTimeout().toMillis(), this.settings.timeout().toMillis(),
							this.settings.timeout().toMillis(), this.settings.timeout().toMillis(),
							this.settings.connections(), this.settings.connections());
	}

	private void begin(Exchange exchange) throws Exception {
		ApiRequest request = ApiRequest.take(exchange);
		boolean there = this.audio.has(request, exchange) || request.isDone(exchange);
		if (!there && this.texts.isWithheld(exchange, request)) {
			there = true;
			exchange.getMessage().setBody(Map.of("withheld", STOPPED));
			Skipped.unsent(exchange, "no text was sent: " + STOPPED);
		}
		Pages.begin(exchange, request, there, this.settings.maxAnswer());
	}

	/** Also asked by a dry run. */
	private static void note(Exchange exchange) {
		ApiRequest request = ApiRequest.of(exchange);
		Object answer = exchange.getMessage().getBody();
		if (request != null && request.answer() != ApiRequest.Answer.NONE
				&& (answer != null || request.isRepeatable())) {
			Map<String, String> query = new LinkedHashMap<>(request.filter());
			query.putAll(request.query());
			AnswerKeeping.heard(exchange,
					RequestName.voipstudio(request.method(), request.path(), query, request.wrap()), answer);
		}
	}

	private void prepare(Exchange exchange) throws Exception {
		ApiRequest request = ApiRequest.of(exchange);
		this.gate.enter(request);
		if (!this.begun.begin(exchange, request)) {
			throw ApiAnswer.unknown(request, "Switchboard stopped while it was under way");
		}
		Message message = exchange.getMessage();
		message.removeHeaders("*");
		message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(request.method()));
		message.setHeader(Exchange.HTTP_URI, this.address.of(request.path()));
		String query = Pages.query(exchange, this.settings.filterOperator());
		if (!query.isEmpty()) {
			message.setHeader(Exchange.HTTP_QUERY, query);
		}
		message.setBody(null);
		if (!request.body().isEmpty()) {
			message.setHeader(Exchange.CONTENT_TYPE, "application/json");
			message.setBody(JsonText.of(request.body()).getBytes(StandardCharsets.UTF_8));
		}
	}

	/** Only if VoIPstudio has just accepted the text. */
	private void tell(Exchange exchange) {
		ApiRequest request = ApiRequest.of(exchange);
		if (request.startsSomething() && request.path().equals("sms") && request.body().get("to") != null
				&& !TextGate.isAutomatic(exchange)) {
			this.told.publishEvent(new TextSent(request.body().get("to").toString()));
		}
	}

	private void unanswered(Exchange exchange) throws Exception {
		Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
		throw refused(exchange, this.answer.unanswered(ApiRequest.of(exchange), failure));
	}

	private void answer(Exchange exchange) throws Exception {
		try {
			this.answer.process(exchange);
		}
		catch (ApiFailure ex) {
			throw refused(exchange, ex);
		}
	}

	/** It may be sent again, even by the same attempt if a stop ends that. */
	private Exception refused(Exchange exchange, Exception failure) throws SQLException {
		if (failure instanceof ApiFailure) {
			this.begun.refused(exchange, ApiRequest.of(exchange));
		}
		return failure;
	}

	/** Not while the API asks for a pause, nor if the key is wrong. */
	private boolean isWorthAnotherTry(Exchange exchange) {
		ApiFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ApiFailure.class);
		int status = failure.getStatusCode();
		boolean passing = status == 0 || status == 408 || status == 429 || status >= 500;
		return passing && failure.retryAfter() == null && ApiRequest.of(exchange).isRepeatable()
				&& Pages.retry(exchange) <= this.settings.retries();
	}

	private static void sayWhatIsMissing(Exchange exchange) {
		Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
		exchange.getMessage().removeHeaders("*");
		exchange.getMessage().setBody(Map.of("unavailable", String.valueOf(failure.getMessage())));
	}

}
