package io.switchboard.routes.hours;

import java.nio.file.Path;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderBeans;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.voipstudio.PhoneNumbers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The hours of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class HoursConfiguration implements FolderBeans {

	private static final String HOURS = "openingHours";

	private final HoursOfFolders hours;

	private final PhoneNumbers numbers;

	HoursConfiguration(HoursOfFolders hours, PhoneNumbers numbers) {
		this.hours = hours;
		this.numbers = numbers;
	}

	@Bean(HOURS)
	OpeningHours openingHours(FolderAtStart folder) {
		return this.hours.of(folder.folder());
	}

	@Bean(FolderFacts.BEAN)
	FolderFacts folderFacts(Lookups lookups, OpeningHours hours) {
		return new OpenAsFacts(new RowsAsFacts(lookups), hours);
	}

	@Override
	public Map<String, Object> of(Path folder) {
		OpeningHours hours = this.hours.of(folder);
		return Map.of(HOURS, hours, FolderFacts.BEAN, folderFacts(Lookups.of(folder, this.numbers), hours));
	}

	@Offline(FolderFacts.BEAN)
	static FolderFacts offline(Environment settings, Path routes) {
		return new OpenAsFacts(new RowsAsFacts(Lookups.of(settings, routes)), OpeningHours.of(settings, routes));
	}

}
