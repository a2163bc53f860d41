package io.switchboard.console.login;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * One client of the settings. A provider that does not answer at the start is asked again
 * when somebody wants to log in. Until then all else works.
 */
final class ProviderClient {

	/** For as long, nobody waits for a provider that has just not answered. */
	private static final long PAUSE = Duration.ofSeconds(5).toNanos();

	private final String id;

	private final @Nullable String name;

	private final @Nullable String issuer;

	private final Supplier<ClientRegistration> question;

	private final LongSupplier nanos;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable ClientRegistration known;

	private @Nullable ProviderTrouble last;

	private long lastAt;

	/**
	 * Asks nothing yet.
	 * @param id of the registration
	 * @param name for people; null for one made of the id
	 * @param issuer whose metadata is needed; null for none
	 * @param question reads the metadata
	 */
	ProviderClient(String id, @Nullable String name, @Nullable String issuer, Supplier<ClientRegistration> question) {
		this(id, name, issuer, question, System::nanoTime);
	}

	ProviderClient(String id, @Nullable String name, @Nullable String issuer, Supplier<ClientRegistration> question,
			LongSupplier nanos) {
		this.nanos = nanos;
		this.id = id;
		this.name = name;
		this.issuer = issuer;
		this.question = question;
	}

	String id() {
		return this.id;
	}

	/** For people. Spring's own name for a client without one is the issuer's address. */
	String name() {
		ClientRegistration registration = this.known;
		String known = (registration != null) ? registration.getClientName() : String.valueOf(this.name);
		if (this.name != null || (registration != null && !known.contains("://") && !known.equals(this.id))) {
			return known;
		}
		String words = this.id.replaceAll("[-_.]+", " ").strip();
		return words.isEmpty() ? this.id : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
	}

	@Nullable String issuer() {
		return this.issuer;
	}

	/** Asks nobody: null if the provider has not answered yet. */
	@Nullable ClientRegistration known() {
		return this.known;
	}

	/**
	 * Asks the provider, if it has not answered yet. Only one thread waits for it.
	 * @throws ProviderTrouble if it does not answer
	 */
	ClientRegistration get() {
		ClientRegistration registration = this.known;
		if (registration != null) {
			return registration;
		}
		if (!this.asking.tryLock()) {
			throw ProviderTrouble
				.away("the identity provider '%s' is being asked, and has not answered yet".formatted(this.id), null);
		}
		try {
			return (this.known != null) ? this.known : ask();
		}
		finally {
			this.asking.unlock();
		}
	}

	private ClientRegistration ask() {
		if (this.last != null && this.nanos.getAsLong() - this.lastAt < PAUSE) {
			throw this.last;
		}
		try {
			ClientRegistration registration = this.question.get();
			this.known = registration;
			return registration;
		}
		catch (ProviderTrouble ex) {
			this.last = ex;
			this.lastAt = this.nanos.getAsLong();
			throw ex;
		}
	}

}
