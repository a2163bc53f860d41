package io.switchboard.routes.lookup;

import io.switchboard.routes.FolderAtStart;
import io.switchboard.voipstudio.PhoneNumbers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {

	@Bean
	Lookups lookups(FolderAtStart folder, PhoneNumbers numbers) {
		return Lookups.of(folder.folder(), numbers);
	}

}
