package io.switchboard.mail;

import java.util.Set;

import io.switchboard.failure.PartlyDone;
import jakarta.mail.MessagingException;

/**
 * A mail that did not reach everybody. Its cause says whether it may pass later, and
 * {@link #done} who has it.
 */
class MailFailure extends MessagingException implements PartlyDone {

	private final transient Set<String> done;

	MailFailure(RuntimeException cause, Set<String> done) {
		super(cause.getMessage(), cause);
		this.done = Set.copyOf(done);
	}

	@Override
	public Set<String> done() {
		return this.done;
	}

}
