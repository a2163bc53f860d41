package io.switchboard.delivery.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShardPlanTests {

	private final ShardPlan plan = new ShardPlan();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 64, 70 })
	void the_parts_of_all_nodes_are_all_shards_and_as_good_as_equal(int nodes) {
		int[] parts = IntStream.range(0, nodes).map((place) -> ShardPlan.part(place, nodes)).toArray();
		assertThat(IntStream.of(parts).sum()).isEqualTo(Shards.NUMBER);
		assertThat(IntStream.of(parts).max().orElseThrow() - IntStream.of(parts).min().orElseThrow())
			.isLessThanOrEqualTo(1);
	}

	@Test
	void a_node_takes_what_it_lacks_and_leaves_what_is_too_much() {
		assertThat(this.plan.plan(shards(10), 0, 2)).isEqualTo(22);
		assertThat(this.plan.leaving()).isEmpty();
		assertThat(this.plan.plan(shards(64), 0, 2)).isZero();
		assertThat(this.plan.leaving()).hasSize(32);
	}

	@Test
	void what_was_left_for_a_node_that_has_gone_is_kept() {
		this.plan.plan(shards(64), 0, 4);
		Set<Integer> before = new HashSet<>(this.plan.leaving());
		assertThat(this.plan.plan(shards(64), 0, 2)).isZero();
		assertThat(this.plan.leaving()).hasSize(32).isSubsetOf(before);
		this.plan.plan(shards(64), 0, 1);
		assertThat(this.plan.leaving()).isEmpty();
	}

	private static Set<Integer> shards(int number) {
		return IntStream.range(0, number).boxed().collect(Collectors.toSet());
	}

}
