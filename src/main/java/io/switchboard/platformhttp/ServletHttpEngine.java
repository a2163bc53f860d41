package io.switchboard.platformhttp;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code platform-http:} on an asynchronous servlet. A request holds no thread
 * while its route works. Its body is limited while it is read. Until the routes run, the
 * answer is 503, not 404.
 */
public class ServletHttpEngine implements PlatformHttpEngine, CamelContextAware {

	/**
	 * The exchange property that holds the sender's address as the connection shows it, a
	 * string.
	 */
	public static final String REMOTE_ADDRESS = "RemoteAddress";

	/**
	 * The exchange property that is true for a request at our own doors whose body is too
	 * large. It comes without the body, to be refused.
	 */
	public static final String TOO_LARGE = "BodyTooLarge";

	/**
	 * The exchange property that is true for a request that does not say how long its
	 * body is. It has one, or a Content-Type in HTTP/1.0. Tomcat does not read such a
	 * body.
	 */
	public static final String LENGTH_UNKNOWN = "BodyLengthUnknown";

	private final List<String> doors;

	private final List<String> prefixes;

	/** The doors that had a route, and the front door. */
	private final Set<String> opened = ConcurrentHashMap.newKeySet();

	private final CopyOnWriteArrayList<ServletHttpConsumer> consumers = new CopyOnWriteArrayList<>();

	private @Nullable CamelContext camelContext;

	private volatile boolean leaving;

	/**
	 * An engine that serves the given paths.
	 * @param doors the folders of our own doors, such as {@code /webhooks}: they look at
	 * the key before the size. The first is the front door, which always has a route.
	 * @param others the folders of the routes that engineers write
	 */
	public ServletHttpEngine(List<String> doors, List<String> others) {
		this.doors = List.copyOf(doors);
		this.prefixes = Stream.concat(doors.stream(), others.stream()).toList();
		this.opened.add(doors.get(0));
	}

	@Override
	public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
		String path = "/" + endpoint.getPath().replaceAll("^/+", "");
		if (this.prefixes.stream().noneMatch((prefix) -> HttpPaths.isBelow(path, prefix))) {
			throw new IllegalArgumentException(
					"platform-http:%s cannot be reached: a path starts with one of %s".formatted(path, this.prefixes));
		}
		return new ServletHttpConsumer(this, endpoint, processor);
	}

	void add(ServletHttpConsumer consumer) {
		String door = door(path(consumer));
		if (door != null) {
			this.opened.add(door);
		}
		this.consumers.add(consumer);
		this.consumers.sort(Comparator.comparingInt((ServletHttpConsumer each) -> each.template().weight()).reversed());
	}

	void remove(ServletHttpConsumer consumer) {
		this.consumers.remove(consumer);
	}

	/**
	 * Whether routes accept requests.
	 * @return true from the end of Camel's start to the beginning of its stop
	 */
	public boolean isOpen() {
		return this.camelContext != null && this.camelContext.getStatus().isStarted();
	}

	/**
	 * Whether each required door has a running route.
	 * @return false where one was removed, stopped or suspended
	 */
	boolean isEveryDoorOpen() {
		return this.opened.stream().allMatch(this::isOpen);
	}

	private boolean isOpen(String door) {
		return this.consumers.stream()
			.anyMatch((consumer) -> door.equals(door(path(consumer))) && !consumer.isSuspendingOrSuspended()
					&& consumer.isRunAllowed());
	}

	boolean isAtADoor(String path) {
		return door(path) != null;
	}

	/** Whether a path leads to a door whose route was there and is gone. */
	boolean isClosed(String path) {
		String door = door(path);
		return door != null && this.opened.contains(door) && !isOpen(door);
	}

	private @Nullable String door(String path) {
		return this.doors.stream().filter((door) -> HttpPaths.isBelow(path, door)).findFirst().orElse(null);
	}

	private static String path(ServletHttpConsumer consumer) {
		return "/" + consumer.getEndpoint().getPath().replaceAll("^/+", "");
	}

	/** A stop has begun: requests are still accepted, but readiness is down. */
	void leave() {
		this.leaving = true;
	}

	boolean isLeaving() {
		return this.leaving;
	}

	/**
	 * Who serves a path: the consumer and the path's variables, or what stands in the
	 * way.
	 */
	Match match(String path, String method) {
		Set<String> allowed = new TreeSet<>();
		for (ServletHttpConsumer consumer : this.consumers) {
			Map<String, String> variables = consumer.template().match(path);
			if (variables != null) {
				if (consumer.methods().contains(method)) {
					return new Match(consumer, variables, Set.of());
				}
				allowed.addAll(consumer.methods());
			}
		}
		return new Match(null, Map.of(), allowed);
	}

	/**
	 * A consumer with the path's variables; or none, with the methods that the path does
	 * take.
	 */
	record Match(@Nullable ServletHttpConsumer consumer, Map<String, String> variables, Set<String> allowed) {
	}

	/**
	 * Says in which context the front door is.
	 * @param camelContext the application's; another that comes later, in which the
	 * folder is checked or reloaded, changes nothing
	 */
	@Override
	public void setCamelContext(CamelContext camelContext) {
		if (this.camelContext == null) {
			this.camelContext = camelContext;
		}
	}

	@Override
	public @Nullable CamelContext getCamelContext() {
		return this.camelContext;
	}

}
