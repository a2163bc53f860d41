package io.switchboard.followup;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Calls back: VoIPstudio rings the user's phone first, then theirs. */
@Component
public class CallBack {

	private static final Logger log = LoggerFactory.getLogger(CallBack.class);

	private final FollowUps followUps;

	private final FollowUpQueries queries;

	private final VoipstudioApi api;

	CallBack(FollowUps followUps, FollowUpQueries queries, VoipstudioApi api) {
		this.followUps = followUps;
		this.queries = queries;
		this.api = api;
	}

	/**
	 * Takes the follow-up, and calls. The events of the call will show whether they
	 * talked.
	 * @param id its id
	 * @param who a user's name
	 * @param phone the extension of a user of VoIPstudio, or the user's id; null for the
	 * user whose e-mail address is the user's name here
	 * @return as it is now
	 * @throws NotCalled if there is no such phone, or VoIPstudio refuses; the follow-up
	 * is taken all the same
	 * @throws LostRace if somebody else has taken it, or it is closed
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp call(long id, String who, @Nullable String phone) throws NotCalled, SQLException {
		this.queries.find(id).orElseThrow(() -> new NoSuchFollowUp(id));
		long user = user(who, phone);
		FollowUp taken = this.followUps.take(id, who, null);
		try {
			this.api.dial(Objects.requireNonNull(PhoneNumber.digits(taken.number())), user);
		}
		catch (Exception ex) {
			throw refused(ex);
		}
		return this.followUps.called(id, who);
	}

	private long user(String who, @Nullable String phone) throws NotCalled {
		List<Map<String, Object>> users;
		try {
			users = this.api.users();
		}
		catch (Exception ex) {
			throw refused(ex);
		}
		for (String field : (phone != null) ? List.of("ext", "id") : List.of("email")) {
			String wanted = ((phone != null) ? phone : who).strip().toLowerCase(Locale.ROOT);
			for (Map<String, Object> each : users) {
				boolean meant = each.get(field) != null
						&& each.get(field).toString().strip().toLowerCase(Locale.ROOT).equals(wanted);
				if (meant && each.get("id") instanceof Number user) {
					return user.longValue();
				}
			}
		}
		throw new NotCalled((phone != null) ? "VoIPstudio has no user with the extension or id that was given."
				: "VoIPstudio has no user whose e-mail address is %s: say which extension rings.".formatted(who), true);
	}

	private static NotCalled refused(Exception failure) {
		log.debug("VoIPstudio does not call", failure);
		return new NotCalled(VoipstudioApi.sentence(failure), false);
	}

}
