package io.switchboard.console.pages.setup;

import java.util.stream.Collectors;

import io.switchboard.store.Durability;
import io.switchboard.store.Store;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether commits of the store survive a crash. */
@Component
@Order(5)
class StoreCheck implements SetupCheck {

	private final Store store;

	StoreCheck(Store store) {
		this.store = store;
	}

	@Override
	public String id() {
		return "store";
	}

	@Override
	public String label() {
		return "Store";
	}

	@Override
	public String todo() {
		return "Let the database write each commit to the disk: on PostgreSQL fsync, synchronous_commit and full_page_writes are on.";
	}

	@Override
	public Found run() throws Exception {
		Durability durability = this.store.durability();
		String settings = durability.settings()
			.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + each.getValue())
			.collect(Collectors.joining(", "));
		return durability.kept() ? Found.good("A commit survives a power failure (%s).".formatted(settings))
				: Found.bad("A power failure may lose events that were accepted (%s).".formatted(settings), todo());
	}

}
