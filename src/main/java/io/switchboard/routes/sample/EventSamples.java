package io.switchboard.routes.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.switchboard.answers.Answer;
import io.switchboard.delivery.table.AnswerTable;
import io.switchboard.inbox.Event;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesSource;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.sample.SampleMaker.Made;
import io.switchboard.settings.Overlay;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Makes samples of stored events in a copy of the folder. Nothing is written into the
 * folder itself.
 */
@Component
public class EventSamples {

	private final RoutesSource source;

	private final FolderCopies copies;

	private final DataSource store;

	private final ConfigurableEnvironment environment;

	EventSamples(RoutesSource source, FolderCopies copies, DataSource store, ConfigurableEnvironment environment) {
		this.source = source;
		this.copies = copies;
		this.store = store;
		this.environment = environment;
	}

	/**
	 * Makes a sample under a new name, and tests it.
	 * @param event a stored event
	 * @param route a route to which it went
	 * @return both files
	 * @throws SampleMaker.UnusableException if none can be made; its message says why
	 * @throws Exception if the folder cannot be loaded, or the store not be read
	 */
	public synchronized Made of(Event event, String route) throws Exception {
		Map<String, List<Answer>> answers;
		try (Connection connection = this.store.getConnection()) {
			answers = AnswerTable.ofEvent(connection, event.seq());
		}
		Path copy = this.copies.copy(RoutesText.read(this.source.folder()));
		try {
			FileSystemUtils.deleteRecursively(copy.resolve("samples"));
			SampleMaker maker = new SampleMaker(copy, this.environment, (more) -> Overlay.of(this.environment, more));
			return maker.make(event.body(), route, freeCase(route), answers.getOrDefault(route, List.of()));
		}
		finally {
			this.copies.delete(copy);
		}
	}

	private String freeCase(String route) {
		String label = SampleMaker.USUAL_CASE;
		for (int i = 2; Files.exists(this.source.folder().resolve("samples/%s.%s.json".formatted(route, label))); i++) {
			label = SampleMaker.USUAL_CASE + "-" + i;
		}
		return label;
	}

}
