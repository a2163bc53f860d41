package io.switchboard.routes.hours;

import java.nio.file.Path;
import java.util.Map;

import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderBeans;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hours of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class HoursConfiguration implements FolderBeans {

	private static final String HOURS = "openingHours";

	private final HoursOfFolders hours;

	HoursConfiguration(HoursOfFolders hours) {
		this.hours = hours;
	}

	@Bean(HOURS)
	OpeningHours openingHours(FolderAtStart folder) {
		return this.hours.of(folder.folder());
	}

	@Override
	public Map<String, Object> of(Path folder) {
		return Map.of(HOURS, this.hours.of(folder));
	}

}
