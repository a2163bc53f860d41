package io.switchboard.alerts;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.history.Arrivals;
import io.switchboard.inbox.FilingCheck;
import io.switchboard.voipstudio.api.ApiKeyUse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Finds the present problems that this node sees. */
@Component
class Observed {

	/** What each node sees for itself. The rest stands in the store, for all of them. */
	private static final Set<TroubleKind> OWN = EnumSet.of(TroubleKind.ROUTE_WAITS, TroubleKind.ROUTE_PROBLEM,
			TroubleKind.ROUTE_STOPPED, TroubleKind.ROUTE_ELSEWHERE, TroubleKind.CERTIFICATE, TroubleKind.API_KEY);

	/** How long before its end a key is a problem. */
	private static final Duration WARNING = Duration.ofDays(7);

	private final RouteControl routes;

	private final DeliveryTable deliveries;

	private final Arrivals arrivals;

	private final FilingCheck filing;

	private final Certificates certificates;

	private final ApiKeyUse key;

	private final AlertSettings settings;

	Observed(RouteControl routes, DeliveryTable deliveries, Arrivals arrivals, FilingCheck filing,
			Certificates certificates, ApiKeyUse key, AlertSettings settings) {
		this.key = key;
		this.routes = routes;
		this.deliveries = deliveries;
		this.arrivals = arrivals;
		this.filing = filing;
		this.certificates = certificates;
		this.settings = settings;
	}

	/** Reads the store. */
	List<Trouble> troubles(Instant now) throws SQLException {
		Standing standing = new Standing(this.routes.routes(), this.deliveries.counts().oldest(),
				this.arrivals.silentSince(), this.filing.number(), this.filing.first(), false);
		List<Trouble> troubles = new ArrayList<>(standing.troubles(now, this.settings.backlog()));
		troubles.addAll(this.certificates.troubles(now));
		Trouble key = key(this.key.isRefused(), this.key.lastUsed(), now);
		if (key != null) {
			troubles.add(key);
		}
		troubles.removeIf((trouble) -> !this.settings.isWanted(trouble.kind()));
		return troubles;
	}

	/** Nothing is known of a key that was never used. */
	static @Nullable Trouble key(boolean refused, @Nullable Instant lastUsed, Instant now) {
		if (refused) {
			return new Trouble(TroubleKind.API_KEY, "",
					"VoIPstudio does not accept the API key. Set voipstudio.api.token to a new one", 0, null);
		}
		Instant ends = (lastUsed != null) ? lastUsed.plus(ApiKeyUse.LIFE) : now.plus(ApiKeyUse.LIFE);
		if (ends.minus(WARNING).isAfter(now)) {
			return null;
		}
		return new Trouble(TroubleKind.API_KEY, "",
				"Nothing has asked VoIPstudio with the API key since %s; it ends after 30 idle days"
					.formatted(String.valueOf(lastUsed).substring(0, 10)),
				0, null);
	}

	/** Whether only the node that has it can see it. */
	static boolean isOwn(Trouble trouble) {
		return OWN.contains(trouble.kind());
	}

}
