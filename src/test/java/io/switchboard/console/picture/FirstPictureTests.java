package io.switchboard.console.picture;

import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SwitchboardTest
class FirstPictureTests {

	@Autowired
	Client client;

	@Autowired
	WiringReader wiring;

	@Autowired
	SwitchboardPicture picture;

	@Test
	void the_picture_is_there_before_anybody_looks() {
		try (var started = new AnnotationConfigApplicationContext()) {
			started.registerBean(SwitchboardPicture.class);
			started.registerBean(WiringReader.class, () -> this.wiring);
			started.registerBean(FirstPicture.class);
			started.refresh();
			SwitchboardPicture nobodyLookedAt = started.getBean(SwitchboardPicture.class);
			assertThat(nobodyLookedAt.isOf(this.wiring.read())).isFalse();
			AvailabilityChangeEvent.publish(started, ReadinessState.ACCEPTING_TRAFFIC);
			await().until(() -> nobodyLookedAt.isOf(this.wiring.read()));
		}
	}

	@Test
	void the_picture_is_drawn_once() {
		Picture drawn = this.picture.of(this.wiring.read());
		assertThat(this.client.api("/routes").body()).contains("class=\"picture\"", "dtmf-to-database");
		assertThat(this.picture.of(this.wiring.read())).isSameAs(drawn);
	}

}
