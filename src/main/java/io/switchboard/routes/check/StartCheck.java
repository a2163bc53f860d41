package io.switchboard.routes.check;

import java.util.List;

import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.RoutesSettings;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.check.statement.TablesMade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Checks the folder before anything starts. Mistakes stop the start, and all are named at
 * once. Otherwise the first event would find them one by one.
 */
@Component
class StartCheck implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(StartCheck.class);

	private final FolderCheck check;

	private final RoutesSettings settings;

	private final TablesMade tables;

	private final FolderAtStart atStart;

	StartCheck(FolderCheck check, RoutesSettings settings, TablesMade tables, FolderAtStart atStart) {
		this.check = check;
		this.settings = settings;
		this.tables = tables;
		this.atStart = atStart;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Finding> findings = this.check.check(this.settings.dir());
		findings.stream().filter((each) -> each.severity() == Severity.WARNING).forEach((each) -> log.warn("{}", each));
		List<Finding> errors = findings.stream().filter((each) -> each.severity() == Severity.ERROR).toList();
		if (!errors.isEmpty()) {
			throw new UnusableFolderException(errors);
		}
		this.tables.make(this.atStart.text());
	}

}
