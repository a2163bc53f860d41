package io.switchboard.delivery.durable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.switchboard.delivery.queue.ChannelOptions;
import io.switchboard.delivery.queue.DeliverySettings;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One channel. {@code to} files a delivery of the current event; {@code from} runs the
 * deliveries.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "durable", title = "Durable", syntax = "durable:name",
		category = { Category.MESSAGING })
public class DurableEndpoint extends DefaultEndpoint {

	@UriPath
	@Metadata(required = true, description = "The channel's name, which is the id of the route that reads from it")
	private final String name;

	@UriParam(label = "consumer",
			description = "How often a delivery is tried before it is dead (delivery.max-attempts)")
	private @Nullable Integer maxAttempts;

	@UriParam(label = "consumer",
			description = "How long to wait after each failure, such as 10s,1m,5m; the last one repeats (delivery.backoff)")
	private @Nullable String backoff;

	@UriParam(label = "consumer", description = "How many deliveries run side by side (delivery.concurrency)")
	private @Nullable Integer concurrency;

	@UriParam(label = "consumer", description = "How long one attempt may take, such as 60s (delivery.timeout)")
	private @Nullable String timeout;

	@UriParam(label = "consumer",
			description = "How often a delivery may ask to be run again later before it is dead (delivery.max-waits)")
	private @Nullable Integer maxWaits;

	@UriParam(label = "consumer", defaultValue = "true",
			description = "Whether the deliveries of one call run one by one, in the order of its events")
	private boolean ordered = true;

	@UriParam(label = "consumer", description = "How many deliveries start in a time, such as 10/s, 600/m or 5000/h")
	private @Nullable String rate;

	@UriParam(label = "consumer",
			description = "After how many failures in a row the route pauses; 0 for never (delivery.breaker-failures)")
	private @Nullable Integer breakerFailures;

	@UriParam(label = "consumer",
			description = "When an event schedule.due is filed for this route: a cron expression of six fields (second, minute, hour, day, month, weekday), in display.time-zone")
	private @Nullable String schedule;

	@UriParam(label = "consumer",
			description = "How long a delivery waits for others of its key, to be handed over with them as one, such as 10m")
	private @Nullable String gather;

	@UriParam(label = "consumer",
			description = "What deliveries that are gathered have in common: a variable or a Simple expression; default: all of the route are gathered")
	private @Nullable String gatherBy;

	public DurableEndpoint(String uri, String name, DurableComponent component) {
		super(uri, component);
		this.name = name;
	}

	@Override
	public Producer createProducer() {
		return new DurableProducer(this);
	}

	@Override
	public Consumer createConsumer(Processor processor) throws Exception {
		DurableConsumer consumer = new DurableConsumer(this, processor, options(), gather());
		configureConsumer(consumer);
		return consumer;
	}

	private ChannelOptions options() {
		DeliverySettings defaults = getComponent().settings();
		OptionValues values = new OptionValues(this.name);
		int maxAttempts = (this.maxAttempts != null) ? this.maxAttempts : defaults.maxAttempts();
		int concurrency = (this.concurrency != null) ? this.concurrency : defaults.concurrency();
		List<Duration> backoff = (this.backoff != null)
				? Arrays.stream(this.backoff.split(",")).map((part) -> values.duration("backoff", part)).toList()
				: defaults.backoff();
		Duration timeout = (this.timeout != null) ? values.duration("timeout", this.timeout) : defaults.timeout();
		int maxWaits = (this.maxWaits != null) ? this.maxWaits : defaults.maxWaits();
		int breakerFailures = (this.breakerFailures != null) ? this.breakerFailures : defaults.breakerFailures();
		values.requireSchedule(this.schedule);
		values.require(maxWaits >= 0, "maxWaits", maxWaits, "0 or more");
		values.require(breakerFailures >= 0, "breakerFailures", breakerFailures, "0 or more");
		values.require(maxAttempts >= 1, "maxAttempts", maxAttempts, "1 or more");
		values.require(concurrency >= 1 && concurrency <= 64, "concurrency", concurrency, "from 1 to 64");
		return new ChannelOptions(maxAttempts, maxWaits, backoff, concurrency, timeout,
				this.ordered && this.gather == null, values.rate((this.gather != null) ? null : this.rate),
				breakerFailures, defaults.breakerPause());
	}

	private @Nullable Gather gather() {
		OptionValues values = new OptionValues(this.name);
		values.require(this.gather != null || this.gatherBy == null, "gatherBy", this.gatherBy,
				"beside gather, such as gather=10m");
		values.require(this.gather == null || this.schedule == null, "schedule", this.schedule,
				"left out with gather, because a schedule files one event at a time");
		return (this.gather != null) ? values.gather(this.gather, this.gatherBy, getCamelContext()) : null;
	}

	@Nullable String schedule() {
		return this.schedule;
	}

	@Override
	public DurableComponent getComponent() {
		return (DurableComponent) super.getComponent();
	}

	/**
	 * The channel's name.
	 * @return never null
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Sets how often a delivery is tried before it is dead.
	 * @param maxAttempts 1 or more
	 */
	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	/**
	 * Sets how long to wait after each failure.
	 * @param backoff times such as {@code 10s,1m,5m}; the last one repeats
	 */
	public void setBackoff(String backoff) {
		this.backoff = backoff;
	}

	/**
	 * Sets how many deliveries run side by side.
	 * @param concurrency from 1 to 64
	 */
	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	/**
	 * Sets how long one attempt may take.
	 * @param timeout a time such as {@code 60s}
	 */
	public void setTimeout(String timeout) {
		this.timeout = timeout;
	}

	/**
	 * Sets how often a delivery may ask to be run again later before it is dead.
	 * @param maxWaits 0 or more
	 */
	public void setMaxWaits(int maxWaits) {
		this.maxWaits = maxWaits;
	}

	/**
	 * Sets when an event is filed for this route.
	 * @param schedule a cron expression of six fields, in {@code display.time-zone};
	 * empty for none
	 */
	public void setSchedule(String schedule) {
		this.schedule = schedule.isBlank() ? null : schedule;
	}

	/**
	 * Sets how long a delivery waits for others of its key.
	 * @param gather a time such as {@code 10m}; empty for none
	 */
	public void setGather(String gather) {
		this.gather = gather.isBlank() ? null : gather;
	}

	/**
	 * Sets what deliveries that are gathered have in common.
	 * @param gatherBy a variable or a Simple expression
	 */
	public void setGatherBy(String gatherBy) {
		this.gatherBy = gatherBy.isBlank() ? null : gatherBy;
	}

	/**
	 * Sets whether the deliveries of one call run one by one, in the order of its events.
	 * @param ordered false to run them as they come
	 */
	public void setOrdered(boolean ordered) {
		this.ordered = ordered;
	}

	/**
	 * Sets how many deliveries start in a time.
	 * @param rate such as {@code 10/s}, {@code 600/m} or {@code 5000/h}
	 */
	public void setRate(String rate) {
		this.rate = rate;
	}

	/**
	 * Sets after how many failures in a row the route pauses.
	 * @param breakerFailures 0 for never
	 */
	public void setBreakerFailures(int breakerFailures) {
		this.breakerFailures = breakerFailures;
	}

}
