package io.switchboard;

import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/** The same map, with the routes that are off by default switched on. */
@SwitchboardTest
@ContextConfiguration(initializers = { TemporaryData.class, EveryRouteOn.class })
@Order(2)
class MapWhenAllIsOnTests {

	@Autowired
	Client client;

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void a_row_of_the_map_is_true(MapTests.Row row) {
		MapTests.check(this.client, row);
	}

	static List<MapTests.Row> rows() {
		return MapTests.rows(true).stream().filter((row) -> !MapTests.rows(false).contains(row)).toList();
	}

}
