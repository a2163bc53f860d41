package io.switchboard.console.login;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.switchboard.store.DataDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.stereotype.Component;

/**
 * The users of {@code console.users}; in the demo, where none is named, one
 * {@code admin}.
 */
@Component
public class ConsoleUsers {

	/** The demo's user. */
	public static final String ADMIN = "admin";

	/** The demo user's telephone: Alice's, in the simulated account. */
	private static final String ADMINS_PHONE = "1001";

	private static final Logger log = LoggerFactory.getLogger(ConsoleUsers.class);

	private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

	/**
	 * The demo's password is random and too long to be guessed, so its hash need not be
	 * slow.
	 */
	private static final int QUICK = 4;

	/** A hash of a lower cost can be guessed quickly. */
	private static final int SLOW = 10;

	private final Map<String, UserDetails> users = new LinkedHashMap<>();

	/** The telephones, by the user's name. */
	private final Map<String, Set<String>> phones = new HashMap<>();

	private final DataDirectory.@Nullable Secret generated;

	ConsoleUsers(LoginSettings settings, DataDirectory data, Environment environment) {
		check(settings.users());
		for (int i = 0; i < settings.users().size(); i++) {
			add(settings.users().get(i), "console.users[" + i + "]");
		}
		boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
		this.generated = (this.users.isEmpty() && demo) ? data.secret("console.password") : null;
		if (this.generated != null) {
			this.users.put(ADMIN, new User(ADMIN, BCrypt.hashpw(this.generated.value(), BCrypt.gensalt(QUICK)),
					Roles.authorities(List.of(Roles.OPERATOR))));
			this.phones.put(ADMIN, Set.of(ADMINS_PHONE));
		}
	}

	/**
	 * Whether a start could use the users in the settings.
	 * @param environment with all sources of settings
	 * @throws IllegalStateException if not, with a sentence that names the setting
	 * @throws BindException if a value cannot be read
	 */
	public static void check(Environment environment) {
		check(Binder.get(environment).bindOrCreate("console", LoginSettings.class).users());
	}

	/** The errors do not show the value, because it may be a password. */
	private static void check(List<LoginSettings.User> users) {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < users.size(); i++) {
			LoginSettings.User user = users.get(i);
			String setting = "console.users[" + i + "]";
			if (user.name().isBlank()) {
				throw new IllegalStateException(setting + ".name is missing");
			}
			if (user.roles().isEmpty()) {
				throw new IllegalStateException(setting + ".roles is missing: write viewer, operator or phone");
			}
			if (!BCRYPT.matcher(user.password()).matches()) {
				throw new IllegalStateException("%s.password is not a BCrypt hash; make one with: htpasswd -nBC 12 %s"
					.formatted(setting, user.name()));
			}
			if (!names.add(user.name())) {
				throw new IllegalStateException(
						"%s.name: there is a user '%s' already".formatted(setting, user.name()));
			}
			OwnPhone.numbers(setting + ".extension", user.extension());
		}
	}

	private void add(LoginSettings.User user, String setting) {
		int cost = cost(user.password());
		if (cost < SLOW) {
			log.warn(
					"{}.password is a hash of cost {}, which is guessed quickly; make one of cost 12 with: htpasswd -nBC 12 <name>",
					setting, cost);
		}
		this.users.put(user.name(), new User(user.name(), user.password(), Roles.authorities(user.roles())));
		this.phones.put(user.name(), OwnPhone.numbers(setting + ".extension", user.extension()));
	}

	private static int cost(String hash) {
		return Integer.parseInt(hash.substring(4, 6));
	}

	/** The cost of the slowest hash, as BCrypt counts it. */
	int cost() {
		return this.users.values().stream().mapToInt((user) -> cost(user.getPassword())).max().orElse(SLOW);
	}

	/**
	 * Gives a copy each time: Spring Security wipes the password from what it was given.
	 * @param name exactly as it was set
	 */
	UserDetails loadUserByUsername(String name) {
		UserDetails user = this.users.get(name);
		if (user == null) {
			throw new UsernameNotFoundException("there is no such user");
		}
		return User.withUserDetails(user).build();
	}

	/** The telephones of a user, by their digits; empty for an unknown name. */
	Set<String> phones(String name) {
		return this.phones.getOrDefault(name, Set.of());
	}

	/**
	 * Whether anybody can log in with a password.
	 * @return false if no user is configured
	 */
	public boolean isAnybody() {
		return !this.users.isEmpty();
	}

	/**
	 * The demo's password, if it was made here.
	 * @return the password of {@link #ADMIN} and its file, or empty
	 */
	public Optional<DataDirectory.Secret> generated() {
		return Optional.ofNullable(this.generated);
	}

}
