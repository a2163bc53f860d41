package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The pages of the menu. A new page is one line here. */
@Component
class Navigation {

	private static final List<Entry> EVERYWHERE = List.of(new Entry("/", "Overview"), new Entry("/calls", "Calls"),
			new Entry("/follow-ups", "To call back"), new Entry("/on-call", "On call"), new Entry("/texts", "Texts"),
			new Entry("/events", "Events"), new Entry("/deliveries", "Deliveries"),
			new Entry("/dead-letters", "Dead letters"), new Entry("/routes", "Routes"), new Entry("/alerts", "Alerts"),
			new Entry("/audit", "Audit"), new Entry("/setup", "Setup"));

	private static final List<Entry> IN_THE_DEMO = List.of(new Entry("/mailbox", "Mailbox"),
			new Entry("/play", "Simulator"));

	private final List<Entry> entries;

	Navigation(Environment environment) {
		List<Entry> entries = new ArrayList<>(EVERYWHERE);
		if (environment.acceptsProfiles(Profiles.of("demo"))) {
			entries.addAll(IN_THE_DEMO);
		}
		this.entries = List.copyOf(entries);
	}

	/**
	 * A page in the menu.
	 *
	 * @param path where it is; pages below it belong to it
	 * @param label for people
	 */
	record Entry(String path, String label) {

		/** Whether a path is this page or one below it. */
		public boolean holds(String requested) {
			return requested.equals(this.path) || (!this.path.equals("/") && requested.startsWith(this.path + "/"));
		}

	}

	/** In the order of the menu. */
	public List<Entry> entries() {
		return this.entries;
	}

	/** Whether a page exists, so that another may link to it. */
	public boolean has(String path) {
		return this.entries.stream().anyMatch((entry) -> entry.path().equals(path));
	}

}
