package io.switchboard.console.pages.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** All checks, with their last results on this node. */
@Component
class SetupChecks {

	private final Map<String, SetupCheck> checks = new LinkedHashMap<>();

	private final Map<String, Found> found = new ConcurrentHashMap<>();

	SetupChecks(List<SetupCheck> checks) {
		checks.forEach((check) -> this.checks.put(check.id(), check));
	}

	/**
	 * A check, as the page shows it.
	 *
	 * @param id its name
	 * @param label for people
	 * @param found its last result, or null if it was not run since the start
	 */
	public record Row(String id, String label, @Nullable Found found) {
	}

	List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		this.checks.forEach((id, check) -> rows.add(new Row(id, check.label(), this.found.get(id))));
		return rows;
	}

	/**
	 * Runs one of them, or {@code all}.
	 * @return false if there is none of that name
	 */
	boolean run(String id) {
		if (id.equals("all")) {
			this.checks.keySet().forEach(this::run);
			return true;
		}
		SetupCheck check = this.checks.get(id);
		if (check == null) {
			return false;
		}
		this.found.put(id, found(check));
		return true;
	}

	private static Found found(SetupCheck check) {
		try {
			return check.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Found.bad("The check was interrupted.", "Run it again.");
		}
		catch (Exception ex) {
			String why = (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
			return Found.bad(why, check.todo());
		}
	}

}
