package io.switchboard.simulator.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The data of the account before the first call.
 *
 * @param customerId the account's number
 * @param number the account's own telephone number, digits only
 * @param owner the user who owns the API key; 0 if the account has no users
 * @param users by id
 * @param queues by id
 * @param contacts by id
 * @param extensions the extensions, by number
 */
public record StandingData(long customerId, String number, long owner, Records users, Records queues, Records contacts,
		Map<String, Extension> extensions) {

	static final Set<String> USER = AccountFile.fields("id", "ext", "email", "first_name", "last_name", "active",
			"dnd");

	static final Set<String> QUEUE = AccountFile.fields("id", "name", "number", "users", "ring_strategy", "ring_time");

	static final Set<String> CONTACT = AccountFile.fields("id", "type", "company", "first_name", "last_name", "email",
			"ext", "tel", "tel_1", "tel_2", "mobile", "mobile_1", "mobile_2", "notes", "group_name");

	private static final int MOST = 10_000;

	/**
	 * A user, queue or ring group.
	 *
	 * @param id its number in its kind
	 * @param number its extension
	 * @param name for people
	 * @param context as in the events of its calls
	 * @param phone whether a phone is registered; true for queues and ring groups
	 */
	public record Extension(long id, String number, String name, String context, boolean phone) {
	}

	static StandingData empty() {
		return new StandingData(0, "", 0, new Records(MOST, USER), new Records(MOST, QUEUE), new Records(MOST, CONTACT),
				new LinkedHashMap<>());
	}

	public @Nullable Extension user(long id) {
		Map<String, @Nullable Object> user = this.users.get(id);
		return (user != null) ? this.extensions.get(Objects.toString(user.get("ext"), "")) : null;
	}

	/** The users in the format of a queue's members. */
	public List<Map<String, @Nullable Object>> members(List<Long> ids) {
		return ids.stream().map(this::member).toList();
	}

	private Map<String, @Nullable Object> member(Long id) {
		Map<String, @Nullable Object> user = this.users.get(id);
		if (user == null) {
			throw PlatformException.invalid("users", "There is no user " + id);
		}
		Map<String, @Nullable Object> member = new LinkedHashMap<>();
		for (String field : List.of("id", "ext", "first_name", "last_name")) {
			member.put(field, user.get(field));
		}
		return member;
	}

}
