package io.switchboard.routes.lookup;

import java.nio.file.Path;
import java.util.Map;

import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderBeans;
import io.switchboard.voipstudio.PhoneNumbers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration implements FolderBeans {

	private final PhoneNumbers numbers;

	LookupConfiguration(PhoneNumbers numbers) {
		this.numbers = numbers;
	}

	@Bean
	Lookups lookups(FolderAtStart folder) {
		return Lookups.of(folder.folder(), this.numbers);
	}

	@Override
	public Map<String, Object> of(Path folder) {
		return Map.of(Lookups.FOLDER, Lookups.of(folder, this.numbers));
	}

}
