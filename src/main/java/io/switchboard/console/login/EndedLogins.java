package io.switchboard.console.login;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Ends the logins that an identity provider has ended. A login lives on one node, and the
 * provider tells any of them. So what it tells is kept in the table {@code ended_login},
 * where each node looks.
 */
@Component
class EndedLogins {

	private static final Logger log = LoggerFactory.getLogger(EndedLogins.class);

	private static final Duration PACE = Duration.ofSeconds(1);

	/** A node looks once a second, but not while the store is away. */
	private static final Duration KEPT = Duration.ofDays(1);

	private final Map<HttpSession, Watched> logins = new ConcurrentHashMap<>();

	private final Store store;

	private final JdbcTemplate jdbc;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	private final PacedJob job = new PacedJob("ended-logins", PACE, Duration.ZERO, this::look);

	EndedLogins(Store store, JdbcTemplate jdbc, ApplicationEventPublisher events, Providers providers) {
		this.store = store;
		this.jdbc = jdbc;
		this.events = events;
		if (!providers.all().isEmpty()) {
			this.job.start();
		}
	}

	/**
	 * What a provider has ended.
	 *
	 * @param provider the id of the registration
	 * @param sid its session; null for all sessions of the person
	 * @param sub the person, or null
	 * @param at when, by its clock
	 */
	record Ended(String provider, @Nullable String sid, @Nullable String sub, Instant at) {

		/** A session that began later is another one. */
		boolean has(OAuth2AuthenticationToken login) {
			if (!login.getAuthorizedClientRegistrationId().equals(this.provider)
					|| !(login.getPrincipal() instanceof OidcUser user)) {
				return false;
			}
			OidcIdToken token = user.getIdToken();
			String session = token.getClaimAsString("sid");
			if (this.sid != null && session != null) {
				return this.sid.equals(session);
			}
			Instant began = token.getIssuedAt();
			return this.sub != null && this.sub.equals(token.getSubject())
					&& (began == null || !began.isAfter(this.at));
		}

	}

	/**
	 * From now on the session ends when the provider ends its own. A login by password
	 * that takes its place in the browser ends by itself alone.
	 */
	void watch(HttpSession session, Authentication who) {
		session.setAttribute(Watched.class.getName(),
				(who instanceof OAuth2AuthenticationToken login) ? new Watched(login) : null);
	}

	/**
	 * Takes itself from the list when its session is over. A second login in the same
	 * session comes into the list before the first one leaves it.
	 */
	private final class Watched implements HttpSessionBindingListener {

		private final OAuth2AuthenticationToken login;

		private Watched(OAuth2AuthenticationToken login) {
			this.login = login;
		}

		@Override
		public void valueBound(HttpSessionBindingEvent event) {
			EndedLogins.this.logins.put(event.getSession(), this);
		}

		@Override
		public void valueUnbound(HttpSessionBindingEvent event) {
			EndedLogins.this.logins.remove(event.getSession(), this);
		}

	}

	/**
	 * Ends logins here at once, and on other nodes within a second or two.
	 * @param ended what the provider told
	 * @throws SQLException if the store cannot be reached; those of this node are ended
	 */
	void end(Ended ended) throws SQLException {
		endHere(List.of(ended));
		this.store.write((connection) -> {
			Store.client(connection)
				.sql("delete from ended_login where ended_at < ?")
				.param(this.store.time(this.clock.instant().minus(KEPT)))
				.update();
			return Store.client(connection)
				.sql("insert into ended_login (provider, sid, sub, ended_at) values (?, ?, ?, ?)")
				.param(ended.provider())
				.param(ended.sid())
				.param(ended.sub())
				.param(this.store.time(ended.at()))
				.update();
		});
	}

	private void look() {
		if (this.logins.isEmpty()) {
			return;
		}
		try {
			endHere(this.jdbc.query("select * from ended_login", (row, number) -> new Ended(row.getString("provider"),
					row.getString("sid"), row.getString("sub"), this.store.time(row, "ended_at"))));
		}
		catch (DataAccessException ex) {
			log.debug("ended logins are not looked for, trying again: {}", this.store.describe(ex));
		}
	}

	private void endHere(List<Ended> ended) {
		this.logins.forEach((session, watched) -> {
			if (ended.stream().anyMatch((each) -> each.has(watched.login)) && this.logins.remove(session, watched)) {
				try {
					session.invalidate();
				}
				catch (IllegalStateException ex) {
					log.trace("the session is over already", ex);
				}
				this.events.publishEvent(new LogoutSuccessEvent(watched.login));
			}
		});
	}

	@PreDestroy
	void close() {
		this.job.stop();
	}

}
