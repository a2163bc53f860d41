package io.switchboard.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

import io.switchboard.answers.Answered;
import io.switchboard.delivery.queue.ChannelConsumer;
import io.switchboard.delivery.queue.ChannelOptions;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.failure.Done;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Skipped;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/**
 * Runs deliveries through its route, one exchange for each attempt. Once the route was
 * replaced, a delivery that wants to begin goes to the next revision.
 */
public class DurableConsumer extends DefaultConsumer implements ChannelConsumer, Suspendable {

	private static final int DIGEST_LENGTH = 12;

	private final DurableEndpoint endpoint;

	private final ChannelOptions options;

	private final @Nullable Gather gather;

	/** The revision of the route's files. A changed route has a new consumer. */
	private volatile @Nullable String digest;

	private volatile @Nullable String revision;

	private final Use use = new Use();

	private volatile @Nullable ChannelConsumer successor;

	DurableConsumer(DurableEndpoint endpoint, Processor processor, ChannelOptions options, @Nullable Gather gather) {
		super(endpoint, processor);
		this.endpoint = endpoint;
		this.options = options;
		this.gather = gather;
	}

	@Override
	public Set<String> run(Delivery delivery, Answered answered) throws Exception {
		if (!this.use.enter()) {
			return successor().run(delivery, answered);
		}
		try {
			String scheduled = isSwitchboard() ? scheduled(delivery) : null;
			return (scheduled != null) ? Set.of(scheduled) : runHere(delivery, answered);
		}
		finally {
			this.use.leave();
		}
	}

	private Set<String> runHere(Delivery delivery, Answered answered) throws Exception {
		Exchange exchange = createExchange(false);
		try {
			exchange.setPattern(ExchangePattern.InOnly);
			Set<String> decision = new LinkedHashSet<>();
			if (isSwitchboard()) {
				exchange.setProperty(DurableProducer.DECISION, decision);
			}
			fill(exchange, delivery);
			this.endpoint.getComponent().answers().begin(exchange, answered);
			this.endpoint.getComponent().sent().begin(exchange, answered);
			Skipped.begin(exchange);
			FailedStep.begin(exchange);
			Done.begin(exchange, this.endpoint.getComponent().dispatcher().done(delivery));
			this.endpoint.getComponent().traces().follow(exchange, delivery.event().trace());
			getProcessor().process(exchange);
			Exception failure = exchange.getException();
			if (failure == null && exchange.isRollbackOnly()) {
				failure = new IllegalStateException("the route rolled back");
			}
			if (failure != null) {
				throw new RouteFailure(FailedStep.of(exchange), failure, Done.now(exchange));
			}
			answered.skipped(Skipped.why(exchange));
			return isSwitchboard() ? RouteNames.orUnrouted(decision) : decision;
		}
		finally {
			releaseExchange(exchange, false);
		}
	}

	/** Fills the exchange with one event, or with all events of a window. */
	private void fill(Exchange exchange, Delivery delivery) throws Exception {
		EventExchange exchanges = this.endpoint.getComponent().eventExchange();
		exchanges.fill(exchange, delivery);
		if (this.gather != null) {
			String key = this.gather.key(exchange);
			exchanges.fill(exchange,
					this.endpoint.getComponent().gathering().gather(delivery, key, this.gather.window()), key);
		}
		else if (!isSwitchboard()) {
			this.endpoint.getComponent().gathering().release(delivery);
		}
	}

	/** The route that has the schedule, if it runs here. */
	private @Nullable String scheduled(Delivery delivery) {
		String route = Scheduled.route(delivery.event());
		return (route != null
				&& this.endpoint.getComponent().dispatcher().running(route) instanceof DurableConsumer running
				&& running.schedule() != null) ? route : null;
	}

	/**
	 * When this route runs by itself.
	 * @return a cron expression of six fields, or null if it does not
	 */
	public @Nullable String schedule() {
		return this.endpoint.schedule();
	}

	private ChannelConsumer successor() {
		ChannelConsumer successor = this.successor;
		if (successor == null) {
			throw new IllegalStateException("route %s is being removed".formatted(getRouteId()));
		}
		return successor;
	}

	@Override
	public void succeededBy(ChannelConsumer successor) {
		this.successor = successor;
	}

	/**
	 * Ends this consumer, unless it runs a delivery. Deliveries that begin from now on go
	 * to its successor.
	 * @return false if something runs
	 */
	boolean retire() {
		return this.use.close();
	}

	/** The exchange that its route would get, for a preview. */
	public Exchange exchange(Delivery delivery) {
		Exchange exchange = createExchange(false);
		this.endpoint.getComponent().eventExchange().fill(exchange, delivery);
		return exchange;
	}

	@Override
	public boolean isSwitchboard() {
		return this.endpoint.getName().equals(RouteNames.SWITCHBOARD);
	}

	@Override
	public String digest() {
		String known = this.digest;
		if (known == null) {
			RouteDefinition definition = this.endpoint.getCamelContext()
				.getCamelContextExtension()
				.getContextPlugin(Model.class)
				.getRouteDefinition(getRouteId());
			known = DigestUtils
				.md5DigestAsHex(String.valueOf((definition != null) ? definition.getOutputs() : null)
					.getBytes(StandardCharsets.UTF_8))
				.substring(0, DIGEST_LENGTH);
			this.digest = (definition != null) ? known : null;
		}
		return known;
	}

	@Override
	public @Nullable String revision() {
		String known = this.revision;
		if (known == null) {
			known = this.endpoint.getComponent().revision(getRouteId());
			this.revision = known;
		}
		return known;
	}

	@Override
	public boolean isStopping() {
		CamelContext context = this.endpoint.getCamelContext();
		return context.isStopping() || context.isStopped() || (this.use.isClosed() && this.successor == null);
	}

	@Override
	public ChannelOptions options() {
		return this.options;
	}

	@Override
	public String channel() {
		return this.endpoint.getName();
	}

	@Override
	protected void doStart() throws Exception {
		super.doStart();
		open();
	}

	@Override
	protected void doStop() throws Exception {
		this.endpoint.getComponent().dispatcher().close(this);
		super.doStop();
	}

	@Override
	protected void doSuspend() throws Exception {
		this.endpoint.getComponent().dispatcher().close(this);
		super.doSuspend();
	}

	@Override
	protected void doResume() throws Exception {
		super.doResume();
		open();
	}

	private void open() {
		if (!this.endpoint.getComponent().isStandby()) {
			this.endpoint.getComponent().dispatcher().open(this);
		}
	}

}
