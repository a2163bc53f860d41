package io.switchboard.console.picture;

import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Switchboard whose console nobody has looked at yet. */
@SwitchboardTest
@TestPropertySource(properties = "spring.application.name=first-picture")
class FirstPictureTests {

	@Autowired
	Client client;

	@Autowired
	SwitchboardPicture picture;

	@Autowired
	WiringReader wiring;

	@Autowired
	ApplicationContext application;

	@Test
	void the_picture_is_there_before_anybody_looks() {
		// only a test starts the routes later than that
		AvailabilityChangeEvent.publish(this.application, ReadinessState.ACCEPTING_TRAFFIC);
		await().until(() -> this.picture.isOf(this.wiring.read()));
		Picture drawn = this.picture.of(this.wiring.read());
		assertThat(this.client.api("/routes").body()).contains("class=\"picture\"", "dtmf-to-database");
		assertThat(this.picture.of(this.wiring.read())).as("drawn once").isSameAs(drawn);
	}

}
