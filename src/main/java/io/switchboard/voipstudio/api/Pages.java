package io.switchboard.voipstudio.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.text.UrlText;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The resources that have come so far. They come in pages. An empty page or the announced
 * {@code total} ends the walk.
 */
final class Pages {

	private static final String PROPERTY = "SwitchboardVoipstudioPages";

	private static final int LIMIT = 100;

	/** No request of ours needs more resources than this. */
	private static final int MAX_PAGES = 500;

	/** All pages together may be this many times the bound of one answer. */
	private static final int MAX_ANSWERS = 16;

	private static final ObjectMapper JSON = new ObjectMapper();

	private final ApiRequest request;

	private final List<Object> rows = new ArrayList<>();

	private @Nullable Object body;

	private int page = 1;

	private int retries;

	private boolean more;

	/** How many bytes of further answers are allowed. */
	private long left;

	private Pages(ApiRequest request, boolean more) {
		this.request = request;
		this.more = more;
	}

	/** Begins the walk. */
	static void begin(Exchange exchange, ApiRequest request, boolean there, DataSize maxAnswer) {
		Pages pages = new Pages(request, !there);
		pages.left = MAX_ANSWERS * maxAnswer.toBytes();
		pages.body = exchange.getMessage().getBody();
		exchange.setProperty(PROPERTY, pages);
	}

	private static Pages of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, Pages.class);
	}

	/** Whether there is something to ask for. */
	static boolean more(Exchange exchange) {
		return of(exchange).more;
	}

	/** Counts one more retry. */
	static int retry(Exchange exchange) {
		return ++of(exchange).retries;
	}

	/**
	 * Counts an answer's bytes.
	 * @throws PermanentFailure if all pages together are too long
	 */
	static void count(Exchange exchange, int bytes) {
		Pages pages = of(exchange);
		pages.left -= bytes;
		if (pages.left < 0) {
			throw new PermanentFailure(
					"VoIPstudio API: %s: the answers are longer than %d times voipstudio.api.max-answer, and not read further"
						.formatted(pages.request.name(), MAX_ANSWERS));
		}
	}

	/** The query of the next request. */
	static String query(Exchange exchange, String operator) throws JsonProcessingException {
		Pages pages = of(exchange);
		Map<String, String> query = new LinkedHashMap<>(pages.request.query());
		if (!pages.request.filter().isEmpty()) {
			query.put("filter", JSON.writeValueAsString(pages.request.conditions(operator)));
		}
		if (pages.request.answer() == ApiRequest.Answer.ALL) {
			query.put("page", String.valueOf(pages.page));
			query.putIfAbsent("limit", String.valueOf(LIMIT));
		}
		return query.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + UrlText.value(each.getValue()))
			.collect(Collectors.joining("&"));
	}

	/** Takes in what has come. */
	static void add(Exchange exchange) {
		Pages pages = of(exchange);
		pages.more = false;
		Object body = exchange.getMessage().getBody();
		boolean envelope = !pages.request.isAudio() && body instanceof Map<?, ?> map && map.containsKey("data");
		Object data = envelope ? ((Map<?, ?>) body).get("data") : body;
		pages.body = data;
		if (pages.request.answer() == ApiRequest.Answer.ALL && data instanceof List<?> rows) {
			pages.rows.addAll(rows);
			pages.page++;
			Object total = ((Map<?, ?>) body).get("total");
			boolean complete = total instanceof Number number && pages.rows.size() >= number.longValue();
			pages.more = !rows.isEmpty() && !complete && pages.page <= MAX_PAGES;
		}
		exchange.getMessage().setBody(null);
	}

	/** The result: one resource, a list, the facts about a file, or null. */
	static @Nullable Object result(Exchange exchange) {
		Pages pages = of(exchange);
		if (pages.request.answer() == ApiRequest.Answer.ALL) {
			return pages.rows;
		}
		if (pages.request.answer() == ApiRequest.Answer.ONE && pages.body instanceof List<?> rows) {
			return rows.isEmpty() ? null : rows.get(0);
		}
		return pages.body;
	}

}
