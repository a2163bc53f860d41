package io.switchboard.routes.oncall;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.RunningRoutes;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Who is on call by the folder that runs, and who takes over. */
@Component
public class OnCallChanges {

	private static final Duration AHEAD = Duration.ofDays(14);

	private static final Duration LONGEST = Duration.ofDays(366);

	private final RunningRoutes routes;

	private final OnCallTable table;

	private final Clock clock = Clock.systemUTC();

	OnCallChanges(RunningRoutes routes, OnCallTable table) {
		this.routes = routes;
		this.table = table;
	}

	private OnCall onCall() {
		CamelContext camel = this.routes.context(RouteNames.SWITCHBOARD);
		OnCall found = camel.getRegistry().lookupByNameAndType(OnCall.BEAN, OnCall.class);
		if (found == null) {
			throw new IllegalStateException("the routes have no bean " + OnCall.BEAN);
		}
		return found;
	}

	/**
	 * All rotas.
	 * @return by their names
	 */
	public List<OnCallState> all() {
		OnCall onCall = onCall();
		return onCall.rotas().stream().map((rota) -> state(onCall, rota)).toList();
	}

	/**
	 * One of them.
	 * @param name the rota's
	 * @return empty if there is none
	 */
	public Optional<OnCallState> of(String name) {
		OnCall onCall = onCall();
		return onCall.rota(name).map((rota) -> state(onCall, rota));
	}

	private OnCallState state(OnCall onCall, Rota rota) {
		Instant now = this.clock.instant();
		List<TakeOver> takeOvers = this.table.open(rota.name(), now);
		return new OnCallState(rota.name(), rota.people(), takeOvers,
				onCall.turns(rota, now, now.plus(AHEAD), takeOvers));
	}

	/**
	 * Somebody takes over from the person that the rota names.
	 * @param name the rota's, which must be there
	 * @param who their key in the rota; null is refused
	 * @param from when it begins; null for now, and so is a time that is over
	 * @param to when it ends, within a year; null is refused
	 * @param madeBy who says so
	 * @throws IllegalArgumentException if that cannot be, with the name of what is wrong,
	 * a colon and a sentence
	 * @throws SQLException if the store cannot be reached
	 */
	public void takeOver(String name, @Nullable String who, @Nullable Instant from, @Nullable Instant to, String madeBy)
			throws SQLException {
		Rota rota = onCall().rota(name).orElseThrow();
		Instant now = this.clock.instant();
		Instant begins = (from != null && from.isAfter(now)) ? from : now;
		if (who == null || rota.person(who) == null) {
			throw new IllegalArgumentException("who: name one of %s"
				.formatted(String.join(", ", rota.people().stream().map(Person::key).toList())));
		}
		if (to == null || !to.isAfter(begins) || to.isAfter(begins.plus(LONGEST))) {
			throw new IllegalArgumentException("to: say when it ends, after its beginning and within a year");
		}
		this.table.takeOver(name, who, begins, to, madeBy);
	}

	/**
	 * Ends it now; what was until now stays known.
	 * @param name the rota's
	 * @param id its number
	 * @return false if it is over, or was never there
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean end(String name, long id) throws SQLException {
		return this.table.end(name, id, this.clock.instant());
	}

}
