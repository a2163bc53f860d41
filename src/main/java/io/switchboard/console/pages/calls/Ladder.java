package io.switchboard.console.pages.calls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.switchboard.calls.CallMoment;
import io.switchboard.history.CallStories;
import io.switchboard.history.CallStory;
import io.switchboard.history.CallStory.Sent;
import io.switchboard.history.CallStory.Told;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A call as a ladder: a column for each participant, a row for each event in order, and
 * below it a row for each of its deliveries.
 */
final class Ladder {

	/** How many events are shown unless all are asked for. */
	static final int SHORT = 100;

	/** With more columns, their names are written upwards. */
	private static final int ROOMY = 7;

	private final LadderColumns columns;

	private final List<Row> rows = new ArrayList<>();

	private final int hidden;

	private final boolean cut;

	private Ladder(CallStory story, boolean all) {
		List<Told> events = story.events();
		this.hidden = all ? 0 : Math.max(0, events.size() - SHORT);
		this.cut = events.size() == CallStories.MAX_EVENTS;
		List<Told> shown = events.subList(this.hidden, events.size());
		this.columns = new LadderColumns(story.rootCallId(), shown);
		Instant begin = events.isEmpty() ? Instant.EPOCH : events.get(0).moment().at();
		for (Told told : shown) {
			CallMoment moment = told.moment();
			add(this.columns.arrow(moment), told, null, Math.max(0, Duration.between(begin, moment.at()).toSeconds()));
			told.deliveries()
				.stream()
				.filter((sent) -> !sent.isUnrouted() || sent.isTroubled())
				.forEach((sent) -> add(this.columns.arrow(sent), told, sent, null));
		}
	}

	private void add(Arrow arrow, Told told, @Nullable Sent sent, @Nullable Long offset) {
		List<Cell> cells = new ArrayList<>();
		for (LadderColumns.Column column : columns()) {
			int at = cells.size();
			cells.add(new Cell("lane " + column.kind() + " " + arrow.in(at), arrow.word(at)));
		}
		this.rows.add(new Row(arrow, told, sent, offset, List.copyOf(cells)));
	}

	static Ladder of(CallStory story, boolean all) {
		return new Ladder(story, all);
	}

	/**
	 * A row.
	 *
	 * @param arrow from whom to whom
	 * @param told the event
	 * @param sent the delivery, or null for the event itself
	 * @param offset seconds since the call's first event, or null
	 * @param cells one for each column
	 */
	record Row(Arrow arrow, Told told, @Nullable Sent sent, @Nullable Long offset, List<Cell> cells) {

		/** The row's name in the page's address. */
		public String query() {
			return (this.sent != null) ? "delivery=" + this.sent.id()
					: "event=" + UriUtils.encode(this.told.moment().event().id(), StandardCharsets.UTF_8);
		}

	}

	/**
	 * A cell of a row.
	 *
	 * @param css classes of the style sheet
	 * @param word what a screen reader says there, or null
	 */
	record Cell(String css, @Nullable String word) {
	}

	/** The participants, from left to right. */
	public List<LadderColumns.Column> columns() {
		return this.columns.all();
	}

	/** Whether the names of the columns are written upwards. */
	public boolean isCrowded() {
		return columns().size() > ROOMY;
	}

	public List<Row> rows() {
		return this.rows;
	}

	/** How many events before the first one are left out. */
	public int hidden() {
		return this.hidden;
	}

	/** Whether there may be more events than are ever shown. */
	public boolean isCut() {
		return this.cut;
	}

	/** The sender and receiver of a row, in words. */
	public String way(Row row) {
		return Objects.requireNonNull(columns().get(row.arrow().from())).label() + " → "
				+ columns().get(row.arrow().to()).label();
	}

}
