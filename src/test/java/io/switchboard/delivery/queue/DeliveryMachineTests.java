package io.switchboard.delivery.queue;

import java.util.List;
import java.util.function.Consumer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The promises about deliveries, in any order of steps: none is lost, none runs twice at
 * once, none runs again after it was acknowledged, and each comes to an end.
 * <p>
 * Order: when a delivery of an ordered route starts, no earlier delivery of its call is
 * open. Two kinds are exceptions: late deliveries, and those that an operator redelivers.
 * A delivery is late if it was filed after the node last began to read the route's table,
 * and the node could not take it into memory then. The reason is a table with more rows
 * than memory holds, or another node that files. Others may overtake a late delivery
 * until the next read. The switchboard has no effects, so it continues once it has
 * decided.
 */
@Tag("siege")
class DeliveryMachineTests {

	/** Failures are the normal case here, so they are not logged. */
	@BeforeContainer
	static void say_nothing_of_it() {
		log(LogLevel.OFF);
	}

	@AfterContainer
	static void speak_again() {
		log(null);
	}

	private static void log(@Nullable LogLevel level) {
		LoggingSystem.get(DeliveryMachineTests.class.getClassLoader())
			.setLogLevel(DeliveryMachineTests.class.getPackageName(), level);
	}

	@Property
	void a_process_keeps_its_promises(@ForAll("actions") List<Action> actions) {
		play(1, actions, World::deliverAtOnce);
	}

	@Property
	void nodes_keep_their_promises_together(@ForAll("actionsOfNodes") List<Action> actions) {
		play(2, actions, (world) -> {
		});
	}

	/**
	 * A delivery that is filed after the refill read its clock must not hide the rest of
	 * its call.
	 */
	@Example
	void an_event_that_comes_in_while_a_refill_reads_does_not_hide_those_behind_it() {
		List<Action> actions = Action.parse("""
				FILE(0,1,53) FILE(0,0,0) FILE(0,0,0) REDELIVER(1,91,35) CRASH(0,2,119) READ(1,52,69) REDELIVER(1,11,62)
				POLL(0,70,45) FILE(0,99,34) FILE(0,12,41) PAUSE(1,88,76) DISCARD(1,2,109) MARK(0,63,98) FILE(1,119,1)
				WORK(0,74,52) READ(1,114,113) POLL(0,85,40) MARK(1,108,109) WAIT(0,116,23) FILE(0,24,39) FILE(1,1,2)
				PAUSE(1,83,94) POLL(0,114,24) WORK(1,104,104)""");
		play(1, actions, World::deliverAtOnce);
	}

	/**
	 * A commit whose notice is lost filed the event with the switchboard, because its
	 * call waited there, and not with the planned routes.
	 */
	@Example
	void what_was_filed_with_the_switchboard_by_a_commit_that_nobody_heard_of_is_found() {
		List<Action> actions = Action.parse("""
				FILE(0,0,0) FILE(0,0,1) FILE(0,0,2) FILE(0,0,2) WORK(0,0,77) FILE(0,119,2) FILE(1,1,118) CRASH(1,98,112)
				CRASH(1,2,1) MARK(1,66,38) MARK(0,89,46) WORK(0,115,60) WORK(0,25,76) FILE(0,0,1) MARK(1,3,77)
				CRASH(0,70,76) READ(0,102,25) MARK(1,92,30) DISCARD(0,40,105) REDELIVER(1,23,19) WAIT(1,6,90)
				WORK(1,78,17) WORK(0,4,3) READ(0,60,77) FILE(1,118,118) WORK(1,112,93) CRASH(0,118,0) MARK(1,113,22)
				WORK(1,61,39) CRASH(0,118,118) MARK(1,59,61) WORK(1,104,45) WAIT(0,80,69) READ(0,28,20)
				REDELIVER(0,14,70) POLL(1,3,72) ROUTE(1,114,82) READ(1,110,100) POLL(1,95,63) READ(1,16,34)
				MARK(0,118,58) FILE(0,108,87) FILE(0,119,0) WORK(1,69,26) MARK(1,102,19) READ(0,70,116) WORK(0,118,43)
				ROUTE(1,62,101) WORK(0,84,24) READ(0,88,45) POLL(0,96,45) REFUSE(1,104,17) WORK(0,44,47) MARK(0,1,35)
				WORK(0,102,52) READ(1,6,46) WORK(1,9,29) CRASH(0,1,1) MARK(0,31,11) FILE(0,93,5) MARK(1,85,31)
				WORK(0,4,66) MARK(0,98,72) READ(0,49,56) FILE(0,59,28)""");
		play(1, actions, World::deliverAtOnce);
	}

	/**
	 * While a repeat of an event is filed, the event becomes due again; the next event of
	 * its call must not pass it.
	 */
	@Example
	void an_event_that_comes_again_while_it_becomes_due_is_not_passed_by_the_next() {
		List<Action> actions = Action.parse("""
				READ(0,0,3) WORK(0,0,0) FILE(0,0,5) FILE(0,0,0) FILE(0,0,0) FILE(0,0,1) FILE(0,0,0) WORK(0,0,31)
				POLL(1,38,63) READ(0,104,2) READ(1,23,49) WORK(0,93,81) MARK(0,114,87) FILE(1,69,77) FILE(1,66,96)
				MARK(1,22,72) MARK(0,98,48) READ(0,107,67) POLL(1,76,99) WORK(1,11,77) WAIT(0,42,24) READ(0,82,0)
				READ(0,88,5) WORK(0,3,71) MARK(0,75,30) REDELIVER(0,28,115)""");
		play(1, actions, World::deliverAtOnce);
	}

	/**
	 * A dead letter is redelivered and the table read before memory knows that it is
	 * dead.
	 */
	@Example
	void a_dead_letter_that_is_delivered_again_at_once_is_not_left_in_the_table() {
		List<Action> actions = Action.parse("""
				FILE(0,0,0) READ(0,0,3) FILE(0,0,1) WORK(0,0,21) MARK(0,0,1) FILE(0,0,0) FILE(0,0,0) READ(0,0,3)
				REDELIVER(0,119,50) FILE(1,2,2) PAUSE(1,30,28) READ(0,69,56) PAUSE(1,85,11) REFUSE(1,77,2) MARK(0,46,84)
				ROUTE(1,55,72) MARK(0,100,67) ROUTE(0,64,117) FILE(0,44,54) READ(1,26,105) REDELIVER(0,68,87)
				POLL(1,38,30) WORK(1,21,49) READ(0,5,92)""");
		play(1, actions, World::deliverAtOnce);
	}

	/**
	 * The table is read while the node is suspended and leaves a late event out; the next
	 * event of its call, already in memory, must wait.
	 */
	@Example
	void a_late_event_that_is_read_while_the_node_is_suspended_is_not_overtaken_later() {
		play(2, Action.parse("""
				READ(0,0,1) POLL(0,0,0) FILE(0,0,1) FILE(0,29,79) WORK(1,28,112) READ(1,27,68)
				BEAT(0,28,63) MARK(1,28,27) LAPSE(1,96,77) WORK(1,10,117) MARK(0,105,81) WORK(1,39,14)
				FILE(0,23,20) BEAT(0,64,77) WORK(1,52,106) WORK(1,19,30) FILE(0,101,22) MARK(1,28,78)
				WORK(1,93,17) READ(0,72,114) FILE(1,0,118) LAPSE(0,56,19) BEAT(0,51,93) WORK(1,40,50)
				READ(0,47,38) MARK(0,75,111) POLL(1,13,81) READ(1,116,22) MARK(1,72,4) WORK(1,110,23)
				BEAT(0,0,1) READ(1,46,32) POLL(1,3,87) LAPSE(1,28,111) BEAT(1,2,2) WORK(1,44,47)
				REDELIVER(0,75,101) WORK(0,76,27) WORK(1,17,4) BEAT(0,118,2) WORK(1,14,37) REDELIVER(1,23,17)
				MARK(1,79,63) WORK(1,32,98) WORK(1,7,20) WORK(1,70,108) POLL(1,9,83) MARK(1,55,48)
				WORK(1,67,9) MARK(1,56,107) WAIT(0,37,98) MARK(0,87,52) WORK(0,98,107) MARK(1,88,84)
				WORK(0,43,103) POLL(1,76,73) MARK(1,14,56) POLL(1,94,17) MARK(0,87,55) MARK(1,59,107)
				WORK(0,18,56) WAIT(0,13,63) POLL(1,60,65) MARK(1,49,108) DISCARD(0,81,46) WORK(0,97,56)
				WAIT(0,45,17) MARK(1,39,61) MARK(1,38,101) REFUSE(0,69,74) REDELIVER(1,119,66) PAUSE(1,86,92)
				MARK(1,107,109) READ(1,95,78) BEAT(0,15,58) MARK(1,1,88) MARK(1,114,108) FILE(0,119,119)
				READ(0,116,79) READ(1,72,113) WORK(1,118,39) POLL(1,98,39) CRASH(1,83,9) WORK(1,92,20)
				FILE(1,0,2) WORK(0,61,73) MARK(0,24,61) SUSPEND(0,71,5) REDELIVER(0,33,20) MARK(0,27,8)
				FILE(1,110,42) POLL(0,15,95)"""), (w) -> {
		});
	}

	/** One property at a time: jqwik begins the next while it still shrinks. */
	private static synchronized void play(int nodes, List<Action> actions, Consumer<World> epilogue) {
		World world = new World(nodes);
		try {
			world.play(actions);
			world.settle();
			epilogue.accept(world);
		}
		finally {
			world.end();
		}
	}

	@Provide
	Arbitrary<List<Action>> actions() {
		return actions(0, 0);
	}

	@Provide
	Arbitrary<List<Action>> actionsOfNodes() {
		return actions(1, 3);
	}

	private static Arbitrary<List<Action>> actions(int lapses, int beats) {
		Arbitrary<Action.Kind> kinds = Arbitraries.frequency(often(14, Action.Kind.FILE), often(40, Action.Kind.WORK),
				often(30, Action.Kind.MARK), often(25, Action.Kind.READ), often(10, Action.Kind.POLL),
				often(10, Action.Kind.WAIT), often(3, Action.Kind.PAUSE), often(3, Action.Kind.ROUTE),
				often(8, Action.Kind.REDELIVER), often(5, Action.Kind.DISCARD), often(3, Action.Kind.REFUSE),
				often(3, Action.Kind.CRASH), often(3 * lapses, Action.Kind.LAPSE),
				often(3 * lapses, Action.Kind.SUSPEND), often(3 * beats, Action.Kind.BEAT));
		Arbitrary<Integer> numbers = Arbitraries.integers()
			.between(0, 119)
			.withDistribution(RandomDistribution.uniform());
		return Combinators.combine(kinds, Arbitraries.integers().between(0, 1), numbers, numbers)
			.as(Action::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(150)
			.withSizeDistribution(RandomDistribution.uniform());
	}

	private static Tuple2<Integer, Action.Kind> often(int weight, Action.Kind kind) {
		return Tuple.of(weight, kind);
	}

}
