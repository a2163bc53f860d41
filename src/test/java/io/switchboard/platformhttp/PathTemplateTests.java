package io.switchboard.platformhttp;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PathTemplateTests {

	@Test
	void a_path_fits_segment_by_segment() {
		PathTemplate template = new PathTemplate("/http/orders/{id}", false);
		assertThat(template.match("/http/orders/7")).isEqualTo(Map.of("id", "7"));
		assertThat(template.match("/http/orders/7/")).isEqualTo(Map.of("id", "7"));
		assertThat(template.match("/http/orders")).isNull();
		assertThat(template.match("/http/orders/7/lines")).isNull();
		assertThat(template.match("/http/order/7")).isNull();
	}

	@Test
	void a_prefix_covers_what_lies_below() {
		PathTemplate template = new PathTemplate("http/orders", true);
		assertThat(template.match("/http/orders")).isEmpty();
		assertThat(template.match("/http/orders/7/lines")).isEmpty();
		assertThat(template.match("/http/ordersx")).isNull();
	}

	@Test
	void a_literal_goes_before_a_variable_and_that_before_a_prefix() {
		assertThat(new PathTemplate("/http/orders/new", false).weight())
			.isGreaterThan(new PathTemplate("/http/orders/{id}", false).weight());
		assertThat(new PathTemplate("/http/orders/{id}", false).weight())
			.isGreaterThan(new PathTemplate("/http/orders", true).weight());
	}

}
