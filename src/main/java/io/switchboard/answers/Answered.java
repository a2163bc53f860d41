package io.switchboard.answers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The answers to one attempt, in their order, and copies of what it sent. Several threads
 * may add to it.
 */
public final class Answered {

	private final List<Answer> answers = new ArrayList<>();

	private final SentCopies copies = new SentCopies();

	private long size;

	private volatile @Nullable String skipped;

	/** Adds an answer, unless all together would be too long. */
	synchronized void add(Answer answer, long most) {
		if (this.size + answer.size() <= most) {
			this.size += answer.size();
			this.answers.add(answer);
		}
	}

	/**
	 * All so far.
	 * @return a list of its own
	 */
	public synchronized List<Answer> all() {
		return List.copyOf(this.answers);
	}

	/**
	 * The attempt ended well and sent nothing.
	 * @param reason why; null if it sent something
	 */
	public void skipped(@Nullable String reason) {
		this.skipped = reason;
	}

	/**
	 * Why it sent nothing.
	 * @return a sentence, or null
	 */
	public @Nullable String skipped() {
		return this.skipped;
	}

	/**
	 * The copies of what the attempt sent.
	 * @return the same each time
	 */
	public SentCopies copies() {
		return this.copies;
	}

}
