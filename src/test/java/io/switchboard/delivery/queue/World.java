package io.switchboard.delivery.queue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.switchboard.SetClock;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/** The processes, their database, and everything that happens to them. */
final class World {

	private static final List<String> ROUTES = List.of(RouteNames.SWITCHBOARD, "mail", "rows");

	private static final List<String> DECISIONS = List.of("mail", "mail rows", "rows", "mail");

	private static final String RULES = "as the body says";

	private final SetClock clock = new SetClock(Instant.parse("2026-11-22T10:00:00Z"));

	private final Database database = new Database(this);

	private final Promises promises;

	private final @Nullable Cluster cluster;

	private final List<Node> nodes = new ArrayList<>();

	private final Set<String> paused = new HashSet<>();

	/** The thread whose turn it is. */
	private @Nullable Node acting;

	private @Nullable Turn writing;

	/** How the run that goes on ends. */
	private int outcome;

	private int lastEvent;

	World(int nodes) {
		this.cluster = (nodes > 1) ? new Cluster() : null;
		this.promises = new Promises(this.database.jdbc, this.clock, nodes == 1);
		IntStream.range(0, nodes).forEach((i) -> this.nodes.add(start()));
	}

	private Node start() {
		Ownership ownership = (this.cluster != null) ? this.cluster.join() : new SoleOwnership();
		Node node = new Node(this.database.store, this.database.deliveries, ownership, this.clock);
		node.dispatcher.pause(this.paused);
		ownership.start(node.dispatcher.work());
		ROUTES.forEach((route) -> node.dispatcher.open(consumer(route)));
		return node;
	}

	private ChannelConsumer consumer(String route) {
		ChannelConsumer consumer = mock(ChannelConsumer.class, withSettings().stubOnly());
		ChannelOptions options = new ChannelOptions(Promises.MAX_ATTEMPTS, Promises.MAX_WAITS,
				List.of(Duration.ofMillis(2), Duration.ofMillis(4)), 2, Duration.ofHours(1), isOrdered(route), null, 0,
				List.of(Duration.ofMillis(1)));
		given(consumer.channel()).willReturn(route);
		given(consumer.digest()).willReturn(RULES);
		given(consumer.options()).willReturn(options);
		given(consumer.isSwitchboard()).willReturn(route.equals(RouteNames.SWITCHBOARD));
		try {
			given(consumer.run(any(), any())).willAnswer((call) -> run(call.getArgument(0)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return consumer;
	}

	private static boolean isOrdered(String route) {
		return !route.equals("rows");
	}

	private Set<String> run(Delivery delivery) {
		Node node = this.acting;
		if (node == null || node.isDead()) {
			throw new IllegalStateException("a dead process runs nothing");
		}
		this.promises.starts(node, delivery, isOrdered(delivery.route()));
		Turn.pause();
		this.promises.ends(node, delivery, outcome());
		if (this.outcome < 6) {
			return decide(node, delivery);
		}
		throw switch (this.outcome) {
			case 6, 7, 8 -> new IllegalStateException("it failed");
			case 9 -> new PermanentFailure("it will never pass");
			default -> new RetryLater(Duration.ofMillis(3), "not yet");
		};
	}

	private String outcome() {
		return (this.outcome < 6) ? "well" : (this.outcome < 9) ? "failed" : (this.outcome == 9) ? "for ever" : "later";
	}

	private Set<String> decide(Node node, Delivery delivery) {
		if (!delivery.route().equals(RouteNames.SWITCHBOARD)) {
			return Set.of();
		}
		node.decided.add(delivery.id());
		return new LinkedHashSet<>(routes(delivery.event()));
	}

	/** Called before a write; returns what to do when the write is done. */
	Runnable writes() {
		Node node = this.acting;
		if (node == null) {
			return () -> {
			};
		}
		Map<String, Boolean> holdsAll = new HashMap<>();
		for (String route : ROUTES) {
			Channel channel = node.dispatcher.channel(route);
			holdsAll.put(route, channel.isOpen() && !channel.wantsRefill());
		}
		this.writing = Turn.current();
		Turn.pause();
		return () -> {
			boolean unheard = this.database.losesAnswer && isFiling();
			this.promises.tell(unheard ? "commit, unheard" : "commit");
			this.promises.committed(node, unheard ? Map.of() : holdsAll,
					node.operator != null && node.operator == Turn.current());
		};
	}

	/** Whether an inbox is writing. */
	boolean isFiling() {
		return this.nodes.stream().anyMatch((node) -> node.inbox != null && node.inbox == Turn.current());
	}

	/** The transaction is over. */
	void wrote() {
		this.writing = null;
		if (this.cluster != null) {
			this.database.neverUseIdsAgain();
		}
		Turn.pause();
	}

	/** A refill begins. */
	void looks(String route) {
		if (!ROUTES.contains(route)) {
			throw new IllegalStateException("not a route: " + route);
		}
		this.promises.tell("read " + route);
		this.acting.looks(route, this.promises.now());
	}

	void looksInVain() {
		this.acting.reading.clear();
	}

	void play(List<Action> actions) {
		for (Action action : actions) {
			this.promises.tell(action.toString());
			play(action, this.nodes.get(action.node() % this.nodes.size()));
			this.promises.check();
		}
	}

	private void play(Action action, Node node) {
		int how = action.how();
		switch (action.kind()) {
			case FILE -> {
				if (node.inbox == null) {
					List<Event> events = events(action.which(), how);
					node.inbox = node.turn(() -> file(node, events));
				}
				node.inbox = writeOn(node, node.inbox, 1 + how % 5);
			}
			case WORK -> {
				for (int i = 0; i <= how / 12 % 3 && !node.workers.isEmpty(); i++) {
					work(node, node.workers.get(action.which() % node.workers.size()), how % 12);
				}
			}
			case MARK -> mark(node, 1 + how % 5, action.which());
			case READ -> read(node, 1 + how % 10);
			case POLL -> {
				node.reads.add((how % 2 == 0 || this.cluster == null) ? () -> node.dispatcher.poll(false)
						: node.dispatcher::pollOthers);
				read(node, 1 + how % 10);
			}
			case WAIT -> this.clock.goOn(Duration.ofMillis(1 + how % 4));
			case PAUSE -> pause(ROUTES.get(action.which() % ROUTES.size()));
			case ROUTE -> stopOrStart(node, ROUTES.get(action.which() % ROUTES.size()));
			case REDELIVER, DISCARD -> {
				if (node.operator == null) {
					node.operator = operator(node, action);
				}
				node.operator = writeOn(node, node.operator, 1 + how % 5);
			}
			case REFUSE -> {
				if (how % 3 == 0) {
					this.database.refusal = switch (how / 3 % 3) {
						case 0 -> new SQLException("a row is refused", "23000", 19);
						case 1 -> new NoClassDefFoundError("a class is missing");
						default -> new StackOverflowError("a value is too deep");
					};
				}
				this.database.refusesRead |= how % 3 == 1;
				this.database.losesAnswer |= how % 3 == 2;
			}
			case CRASH -> crash(node);
			case LAPSE -> lapse(node);
			case SUSPEND -> {
				if (node.ownership instanceof Cluster.Member member) {
					member.suspend();
				}
			}
			case BEAT -> {
				if (node.ownership instanceof Cluster.Member member) {
					member.beat();
				}
			}
		}
	}

	private @Nullable Turn goOn(Node node, @Nullable Turn turn, int steps) {
		this.acting = node;
		for (int i = 0; i < steps && turn != null && !turn.isEnded(); i++) {
			turn.goOn();
		}
		this.acting = null;
		return (turn == null || turn.isEnded()) ? null : turn;
	}

	/** One transaction writes at a time; others wait for its end. */
	private @Nullable Turn writeOn(Node node, @Nullable Turn turn, int steps) {
		return (this.writing == null || this.writing == turn) ? goOn(node, turn, steps) : turn;
	}

	private void work(Node node, Turn worker, int outcome) {
		this.outcome = outcome;
		if (goOn(node, worker, 1) == null) {
			node.workers.remove(worker);
		}
	}

	private void mark(Node node, int steps, int which) {
		if (node.marker == null && !node.unmarked.isEmpty()) {
			List<Attempt> first = node.unmarked.subList(0, 1 + which % node.unmarked.size());
			List<Attempt> batch = List.copyOf(first);
			first.clear();
			node.marker = node.turn(() -> node.dispatcher.acknowledge(batch));
		}
		node.marker = writeOn(node, node.marker, steps);
	}

	private void read(Node node, int steps) {
		Runnable next = (node.reader == null) ? node.reads.poll() : null;
		if (next != null) {
			node.reader = node.turn(next);
		}
		boolean reads = node.reader != null;
		node.reader = goOn(node, node.reader, steps);
		if (reads && node.reader == null) {
			node.looked();
		}
	}

	private void pause(String route) {
		if (!this.paused.remove(route)) {
			this.paused.add(route);
		}
		this.nodes.forEach((node) -> node.dispatcher.pause(this.paused));
	}

	private void stopOrStart(Node node, String route) {
		Channel channel = node.dispatcher.channel(route);
		if (channel.isOpen()) {
			node.dispatcher.close(channel.consumer());
		}
		else {
			node.dispatcher.open(consumer(route));
		}
	}

	private void crash(Node node) {
		node.kill();
		this.promises.dies(node);
		if (node.ownership instanceof Cluster.Member member) {
			member.leave();
		}
		this.nodes.set(this.nodes.indexOf(node), start());
	}

	private void lapse(Node node) {
		// the transaction that confirmed the term holds it
		boolean confirmed = node.marker != null && node.marker == this.writing;
		if (!confirmed && node.ownership instanceof Cluster.Member member) {
			member.lapse();
		}
	}

	private List<Event> events(int which, int how) {
		List<Event> events = new ArrayList<>();
		for (int i = 0; i <= which % 3; i++) {
			int call = (how >> 2 * i) & 3;
			boolean again = (how & 64) != 0 && i == 0 && this.lastEvent > 0;
			int number = again ? 1 + which % this.lastEvent : ++this.lastEvent;
			int second = (which / 3 + 7 * i) % 10;
			events.add(new Event(0, "e%03d".formatted(number), "call.ringing", null, ContextKind.UNKNOWN,
					(call > 0) ? call / 3L : null, (call > 0) ? call / 3L : null,
					"2026-11-22 10:00:0%d".formatted(second), this.clock.instant(), EventStatus.ACCEPTED, null,
					DECISIONS.get(which / 30 % 4).getBytes(StandardCharsets.UTF_8)));
		}
		events.sort(Comparator.comparing(Event::id));
		return events;
	}

	/** As the inbox does it. Every other event is decided at the door. */
	private void file(Node node, List<Event> events) {
		EventListener.Filing filing = node.dispatcher.file(events.stream().map(World::decided).toList());
		try {
			this.database.store
				.write((connection) -> StoredEvents.insert(this.database.events, connection, events, filing));
		}
		catch (SQLException | Ownership.TermOverException | LinkageError | StackOverflowError ex) {
			this.promises.tell("roll back");
			filing.rolledBack();
			return;
		}
		filing.committed();
	}

	private static EventListener.Decided decided(Event event) {
		boolean now = event.id().charAt(3) % 2 == 0;
		return new EventListener.Decided(event, now ? new Decision(Set.copyOf(routes(event)), RULES) : Decision.NONE);
	}

	private static List<String> routes(Event event) {
		return List.of(new String(event.body(), StandardCharsets.UTF_8).split(" "));
	}

	private Turn operator(Node node, Action action) {
		List<Long> ids = this.database.jdbc
			.queryForList("select id from delivery where attempts > 0 order by status = 'delivered', id", Long.class);
		List<Long> some = ids.isEmpty() ? ids : List.of(ids.get(action.which() % ids.size()));
		return node.turn(() -> {
			try {
				this.database.store.write((connection) -> (action.kind() == Action.Kind.REDELIVER)
						? this.database.deliveries.changes().redeliver(connection, some, this.clock.instant(), null)
						: this.database.deliveries.changes().discard(connection, some, this.clock.instant()));
				node.dispatcher.expectMore(ROUTES);
			}
			catch (SQLException | LinkageError | StackOverflowError ex) {
				this.promises.tell("refused to the operator");
			}
		});
	}

	/** Nothing fails any more, and time passes. */
	void settle() {
		this.promises.tell("settle");
		this.database.refusal = null;
		this.database.refusesRead = false;
		this.database.losesAnswer = false;
		this.paused.clear();
		for (int round = 0; round == 0 || round < 10 && this.promises.isAnythingOpen(); round++) {
			for (Node node : this.nodes) {
				node.dispatcher.pause(Set.of());
				ROUTES.stream()
					.filter((route) -> !node.dispatcher.channel(route).isOpen())
					.forEach((route) -> stopOrStart(node, route));
				if (node.ownership instanceof Cluster.Member member) {
					member.beat();
				}
				node.reads.add(() -> node.dispatcher.poll(false));
			}
			finish();
			this.clock.goOn(Duration.ofMillis(10));
		}
		this.promises.requireAllIsDone();
		for (Node node : this.nodes) {
			if (ROUTES.stream().map(node.dispatcher::channel).anyMatch((each) -> each.holds((delivery) -> true))) {
				throw new AssertionError("all is done, and still held in memory");
			}
		}
	}

	/** Nobody has to look at the table for what comes in now. */
	void deliverAtOnce() {
		Node node = this.nodes.get(0);
		List<Event> events = events(92, 1 + 4 + 16);
		node.inbox = node.turn(() -> file(node, events));
		finish();
		this.promises.requireAllIsDone();
	}

	private void finish() {
		while (this.nodes.stream().anyMatch(World::isBusy)) {
			for (Node node : this.nodes) {
				node.inbox = writeOn(node, node.inbox, 100);
				node.operator = writeOn(node, node.operator, 100);
				mark(node, 100, node.unmarked.size() - 1);
				read(node, 100);
				List.copyOf(node.workers).forEach((worker) -> work(node, worker, 0));
				this.promises.check();
			}
		}
	}

	private static boolean isBusy(Node node) {
		return node.inbox != null || node.operator != null || node.marker != null || node.reader != null
				|| !node.unmarked.isEmpty() || !node.reads.isEmpty() || !node.workers.isEmpty();
	}

	/** Leaves no thread behind. */
	void end() {
		this.nodes.forEach(Node::kill);
	}

}
