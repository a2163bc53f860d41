package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Camel with the kamelets of a folder, and nothing of the world behind them. */
final class Bench implements AutoCloseable {

	private static final String BENIGN = "Xbenign42X";

	/** How a route says a value. */
	enum Way {

		SETTING, LITERAL, FIELD

	}

	/**
	 * A property of a kamelet.
	 *
	 * @param kamelet its name
	 * @param name the property
	 * @param simple whether an expression is allowed
	 * @param others what the kamelet needs besides
	 */
	record Property(String kamelet, String name, boolean simple, Map<String, String> others) {
	}

	private final CamelContext camel = new SpareCamel(null);

	private final Recorder world = new Recorder();

	private final StringBuilder routes = new StringBuilder();

	private final List<String> uses = new ArrayList<>();

	Bench(String kamelets, Map<String, String> settings) {
		this.camel.setAutowiredEnabled(false);
		Values.install(this.camel, kamelets, settings::get);
		for (String scheme : List.of("http", "smtp", "jdbc", "freemarker", "kafka", "amqp", "world")) {
			this.camel.addComponent(scheme, this.world);
		}
		for (String bean : List.of("fileRecord", "fileLine", "statementParameters", "mailHeaders", "mailAttachments",
				"voipstudioContact", "httpRequest", "webhookSignature", "slackMessage", "lookups", "recordContact",
				"recordFound", "recordMade", "recordClosed", "textStopList", "takenCalls", "skippedDelivery")) {
			this.camel.getRegistry().bind(bean, this.world);
		}
		// a record that is to be made, with its contact
		records("recordBegin", "open");
		records("recordClaim", "new");
		this.camel.getRegistry().bind("textReply", (Processor) (exchange) -> {
			this.world.process(exchange);
			exchange.getMessage().setHeader("reply", exchange.getMessage().getHeader("message"));
		});
		for (String bean : List.of("textReplySent", "mailTaken", "httpAnswer", "sendOnce", "sentOnce", "slackAnswer")) {
			this.camel.getRegistry().bind(bean, (Processor) (exchange) -> {
			});
		}
		this.routes.append("""
				- route:
				    id: api
				    from:
				      uri: direct:voipstudio-api
				      steps:
				        - process: {ref: "#bean:mailHeaders"}
				        - setBody: {simple: "${null}"}
				""");
	}

	private void records(String bean, String state) {
		this.camel.getRegistry().bind(bean, (Processor) (exchange) -> {
			this.world.process(exchange);
			exchange.setVariable("record", Map.of("state", state, "contact_state", "new", "ticket_state", "new",
					"ticket", "", "outcome", "missed", "id", "1"));
		});
	}

	/** A route that says a value for a property, and for its twin that is harmless. */
	void use(Property property, Way way, String value) {
		route(property, "", switch (way) {
			case SETTING -> "{{the.setting}}";
			case LITERAL -> literal(value);
			case FIELD -> "${variable.it}";
		});
		route(property, "benign ", BENIGN);
		this.uses.add(property.kamelet() + " " + property.name() + " " + way);
	}

	/** A backslash before what would be read. */
	private static String literal(String value) {
		StringBuilder literal = new StringBuilder();
		for (int i = 0; i < value.length();) {
			boolean read = ValueText.isReadAt(value, i);
			literal.append(read ? "\\" : "").append(value, i, i + (read ? 2 : 1));
			i += read ? 2 : 1;
		}
		return literal.toString();
	}

	private void route(Property property, String prefix, String written) {
		StringBuilder parameters = new StringBuilder(property.name() + ": " + quoted(written));
		property.others().forEach((name, value) -> parameters.append(", ").append(name).append(": ").append(value));
		this.routes.append("""
				- route:
				    from:
				      uri: direct:%s%d
				      steps:
				        - to: {uri: "kamelet:%s", parameters: {%s}}
				""".formatted(prefix.strip(), this.uses.size(), property.kamelet(), parameters));
	}

	/** A route that says just this. */
	void route(String kamelet, String property, String written) {
		route(new Property(kamelet, property, true, Map.of()), "", written);
		this.uses.add(kamelet);
	}

	/** A route in Java. */
	void java(String kamelet) throws Exception {
		String from = "direct:java" + this.uses.size();
		this.uses.add(from);
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from(from).to(kamelet);
			}
		});
	}

	Bench start() throws Exception {
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("file:routes.camel.yaml", this.routes.toString()));
		this.camel.start();
		return this;
	}

	/** What arrived otherwise than the harmless twin did, or not as it was. */
	List<String> differences(String value) {
		List<String> differences = new ArrayList<>();
		for (int i = 0; i < this.uses.size(); i++) {
			List<String> expected = sent("direct:benign" + i, value).stream()
				.map((each) -> each.replace(BENIGN, value))
				.toList();
			List<String> arrived = sent("direct:" + i, value);
			if (!arrived.equals(expected) || expected.stream().noneMatch((each) -> each.contains(value))) {
				differences.add("%s: %s, not %s".formatted(this.uses.get(i), arrived, expected));
			}
		}
		return differences;
	}

	/** What reached the world. */
	List<String> sent(String route, String value) {
		send(route, value);
		return this.world.take();
	}

	/** What reached the world of several that are sent side by side. */
	List<String> sentAtOnce(String route, List<String> values) throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Void>> all = values.stream().map((each) -> (Callable<Void>) () -> {
				send(route, each);
				return null;
			}).toList();
			for (Future<Void> each : senders.invokeAll(all)) {
				each.get();
			}
			return this.world.take();
		}
		finally {
			senders.shutdown();
		}
	}

	/** How much there is of what is made while events run. */
	Map<String, Integer> kept() {
		return Map.of("routes", this.camel.getRoutesSize(), "definitions",
				this.camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().size(),
				"kamelets", (int) this.camel.getEndpoints().stream().filter(KameletEndpoint.class::isInstance).count(),
				"beans",
				(int) this.camel.getRegistry()
					.findByTypeWithName(Object.class)
					.keySet()
					.stream()
					.filter((each) -> each.startsWith("switchboard-") && !each.startsWith("switchboard-passing"))
					.count());
	}

	private void send(String route, String value) {
		Exchange exchange = this.camel.createProducerTemplate().request(route, (sent) -> {
			sent.setVariable("it", value);
			sent.setVariable("call_id", "1");
			sent.setVariable("root_call_id", "1");
			sent.setVariable("event_key", "key");
			sent.getMessage().setBody(Map.of("id", "1", "size", "1", "src", "1"));
		});
		if (exchange.getException() != null) {
			throw new AssertionError(route, exchange.getException());
		}
	}

	/** For YAML, which takes not every character as it is. */
	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char each : text.toCharArray()) {
			boolean plain = each >= ' ' && each < 0x7F && each != '"' && each != '\\';
			quoted.append(plain ? String.valueOf(each) : "\\u%04x".formatted((int) each));
		}
		return quoted.append('"').toString();
	}

	@Override
	public void close() {
		this.camel.stop();
	}

}
