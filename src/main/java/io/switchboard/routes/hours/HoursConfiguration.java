package io.switchboard.routes.hours;

import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hours of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class HoursConfiguration {

	@Bean
	OpeningHours openingHours(HoursOfFolders hours, FolderAtStart folder) {
		return hours.of(folder.folder());
	}

	@Bean(FolderFacts.BEAN)
	FolderFacts folderFacts(Lookups lookups, OpeningHours hours) {
		return new OpenAsFacts(new RowsAsFacts(lookups), hours);
	}

}
