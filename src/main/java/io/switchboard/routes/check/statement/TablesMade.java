package io.switchboard.routes.check.statement;

import java.sql.SQLException;
import java.util.List;

import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.tables.OwnTables;
import io.switchboard.routes.tables.TableProblem;

import org.springframework.stereotype.Component;

/** Makes the engineer's tables of a checked folder. */
@Component
public class TablesMade {

	private final OwnTables tables;

	private final RoutesSettings settings;

	TablesMade(OwnTables tables, RoutesSettings settings) {
		this.tables = tables;
		this.settings = settings;
	}

	/**
	 * Runs the files that did not run yet.
	 * @param text the folder with the routes
	 * @throws UnusableFolderException if a file cannot run; then no file of its database
	 * ran
	 */
	public void make(RoutesText text) {
		Findings findings = new Findings();
		try {
			List<TableProblem> problems = this.tables.run(text);
			problems.forEach((each) -> TablesTried.tell(this.settings.dir(), each, false, findings));
		}
		catch (SQLException ex) {
			findings.add(Place.of(this.settings.dir().resolve("tables")), Rule.TABLE,
					"the tables cannot be made: " + ex.getMessage(), "Check the database.");
		}
		if (!findings.sorted().isEmpty()) {
			throw new UnusableFolderException(findings.sorted());
		}
	}

}
