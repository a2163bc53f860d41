package io.switchboard.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.voipstudio.PhoneNumbers;

/**
 * A stub of another system that answers as its published API says. It keeps people and
 * records. Its search may lag, and it fails on demand.
 */
abstract class Vendor {

	static final ObjectMapper JSON = new ObjectMapper();

	/** Somebody with a number. */
	static final class Person {

		final String id;

		final String number;

		boolean searchable = true;

		Person(String id, String number) {
			this.id = id;
			this.number = number;
		}

	}

	/** What was written. */
	static final class Record {

		final String id;

		JsonNode body;

		final String person;

		boolean searchable = true;

		boolean closed;

		final List<JsonNode> comments = new ArrayList<>();

		Record(String id, JsonNode body, String person) {
			this.id = id;
			this.body = body;
			this.person = person;
		}

	}

	/** What came. */
	record Request(String method, String path, Map<String, String> query, JsonNode body, Map<String, String> headers) {
	}

	/** An answer; a status of 0 stands for none. */
	record Answer(int status, String body, Map<String, String> headers) {

		Answer(int status, String body) {
			this(status, body, Map.of());
		}

	}

	/** A failure instead of an answer, before or after the effect of the request. */
	private record Fault(Answer answer, boolean afterEffect) {
	}

	private static final Map<String, Integer> LENGTHS = Map.of("Subject", 255, "subject", 255, "summary", 255,
			"LastName", 80, "Last_Name", 80, "FirstName", 40, "First_Name", 40);

	final List<Person> people = new CopyOnWriteArrayList<>();

	final List<Record> records = new CopyOnWriteArrayList<>();

	final List<Request> requests = new CopyOnWriteArrayList<>();

	/** Whether a search finds new records at once. */
	boolean lags;

	private final Map<String, Fault> faults = new LinkedHashMap<>();

	private HttpServer server;

	private int ids = 1000;

	final void start() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			this.server.setExecutor(Executors.newCachedThreadPool((task) -> {
				Thread thread = new Thread(task, "vendor");
				thread.setDaemon(true);
				return thread;
			}));
			this.server.createContext("/", this::handle);
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	final void stop() {
		this.server.stop(0);
	}

	final String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void reset() {
		this.people.clear();
		this.records.clear();
		this.requests.clear();
		this.faults.clear();
		this.lags = false;
	}

	/** The failure of the next request that makes a record or, before it, a person. */
	final void fail(String step, Answer answer, boolean afterEffect) {
		this.faults.put(step, new Fault(answer, afterEffect));
	}

	/** Lets the search find everything from now on. */
	final void indexed() {
		this.lags = false;
		this.people.forEach((each) -> each.searchable = true);
		this.records.forEach((each) -> each.searchable = true);
	}

	final Person person(String number) {
		Person person = new Person(String.valueOf(this.ids++), number);
		person.searchable = !this.lags;
		this.people.add(person);
		return person;
	}

	final Record record(JsonNode body, String person) {
		Record record = new Record(String.valueOf(this.ids++), body, person);
		record.searchable = !this.lags;
		this.records.add(record);
		return record;
	}

	/** The route, which is the sample too. */
	abstract String route();

	/** The settings that switch the route on. */
	abstract Map<String, String> settings(String secret);

	/** The step that a request is: find-person, make-person, find, make, update … */
	abstract String step(Request request);

	abstract Answer answer(Request request, String step) throws IOException;

	/** The beans of the kamelets that remember records. */
	static Map<String, Object> beans(MadeRecords records) {
		PhoneNumbers numbers = new PhoneNumbers("GB");
		return Map.of("recordBegin", new RecordBegin(records, numbers), "recordContact",
				new RecordContact(records, numbers), "recordClaim", new RecordClaim(records), "recordFound",
				new RecordFound(records), "recordMade", new RecordMade(records), "recordClosed",
				new RecordClosed(records));
	}

	/** The record that a path names, or null. */
	final Record of(Request request) {
		return this.records.stream()
			.filter((each) -> request.path().matches(".*[/-]" + each.id + "(/.*)?"))
			.findFirst()
			.orElse(null);
	}

	final Person onePerson(String number) {
		return this.people.stream()
			.filter((each) -> each.number.equals(number))
			.findFirst()
			.orElseGet(() -> person(number));
	}

	/** Changes the record as the request says, if it still exists. */
	final Answer update(Request request, Function<Record, Answer> answer, Answer gone) {
		for (Record each : this.records) {
			if (request.path().endsWith("/" + each.id)) {
				each.body = request.body();
				return answer.apply(each);
			}
		}
		return gone;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Map<String, String> query = new LinkedHashMap<>();
		String raw = exchange.getRequestURI().getRawQuery();
		for (String pair : (raw != null) ? raw.split("&") : new String[0]) {
			String[] parts = pair.split("=", 2);
			query.put(decoded(parts[0]), (parts.length > 1) ? decoded(parts[1]) : "");
		}
		Map<String, String> headers = new LinkedHashMap<>();
		exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
		Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query,
				text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode(), headers);
		this.requests.add(request);
		String step = step(request);
		Fault fault = this.faults.remove(step);
		Answer answer;
		try {
			answer = (fault != null && !fault.afterEffect()) ? fault.answer() : isTooLong(request.body())
					? new Answer(400, "{\"message\":\"STRING_TOO_LONG\"}") : answer(request, step);
		}
		catch (RuntimeException ex) {
			answer = new Answer(599, String.valueOf(ex));
		}
		reply(exchange, (fault != null) ? fault.answer() : answer);
	}

	/** By the lengths of Salesforce, which are the shortest. */
	private static boolean isTooLong(JsonNode body) {
		return LENGTHS.entrySet()
			.stream()
			.anyMatch((each) -> body.findValues(each.getKey())
				.stream()
				.anyMatch((value) -> value.asText().length() > each.getValue()));
	}

	private static void reply(HttpExchange exchange, Answer answer) throws IOException {
		if (answer.status() == 0) {
			exchange.close();
			return;
		}
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
		exchange.sendResponseHeaders(answer.status(), (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String digits(String number) {
		return number.replaceAll("[^0-9]", "");
	}

	@Override
	public String toString() {
		return getClass().getSimpleName();
	}

}
