package io.switchboard.console.picture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Draws the picture in the background once Switchboard is ready. The first drawing takes
 * a second, nearly all of it for loading classes. A failure here has no effect.
 */
@Component
class FirstPicture {

	private static final Logger log = LoggerFactory.getLogger(FirstPicture.class);

	private final SwitchboardPicture picture;

	private final WiringReader wiring;

	FirstPicture(SwitchboardPicture picture, WiringReader wiring) {
		this.picture = picture;
		this.wiring = wiring;
	}

	@EventListener
	void ready(AvailabilityChangeEvent<ReadinessState> now) {
		if (now.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("console-picture-");
			threads.setDaemon(true);
			threads.setThreadPriority(Thread.MIN_PRIORITY);
			threads.newThread(this::draw).start();
		}
	}

	private void draw() {
		try {
			this.picture.of(this.wiring.read());
		}
		catch (Throwable ex) {
			log.debug("the picture is not drawn until somebody looks", ex);
		}
	}

}
