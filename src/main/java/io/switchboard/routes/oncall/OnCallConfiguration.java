package io.switchboard.routes.oncall;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Predicate;

import io.switchboard.declared.Offline;
import io.switchboard.delivery.durable.FolderFacts;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderBeans;
import io.switchboard.routes.hours.Calendars;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.hours.HoursOfFolders;
import io.switchboard.routes.keywords.Keywords;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.voipstudio.PhoneNumbers;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The rotas of the folder as it was at the start, and all that a folder says of events.
 */
@Configuration(proxyBeanMethods = false)
class OnCallConfiguration implements FolderBeans {

	private final HoursOfFolders hours;

	private final PhoneNumbers numbers;

	private final Calendars calendars;

	private final OnCallTable table;

	private final ZoneId zone;

	private final Environment environment;

	OnCallConfiguration(HoursOfFolders hours, PhoneNumbers numbers, Calendars calendars, OnCallTable table,
			@Value("${display.time-zone}") ZoneId zone, Environment environment) {
		this.environment = environment;
		this.hours = hours;
		this.numbers = numbers;
		this.calendars = calendars;
		this.table = table;
		this.zone = zone;
	}

	@Bean(OnCall.BEAN)
	OnCall onCall(FolderAtStart folder) {
		return rotas(folder.folder());
	}

	private OnCall rotas(Path folder) {
		for (RotaFile file : OnCall.files(folder)) {
			// they are fetched from then on
			for (URI address : file.addresses()) {
				this.calendars.text(address);
			}
		}
		return new OnCall(folder, this.zone, this.calendars, this.table, profiles(this.environment));
	}

	@Bean(FolderFacts.BEAN)
	FolderFacts folderFacts(Lookups lookups, OpeningHours hours, OnCall onCall, FolderAtStart folder) {
		return facts(lookups, hours, onCall, Keywords.of(folder.folder()));
	}

	private static FolderFacts facts(Lookups lookups, OpeningHours hours, OnCall onCall, Keywords keywords) {
		RowsAsFacts rows = new RowsAsFacts(lookups);
		FolderFacts people = new OnCallAsFacts(new OpenAsFacts(rows, hours), rows, onCall);
		return (exchange, fields) -> {
			people.fill(exchange, fields);
			keywords.fill(exchange, fields);
		};
	}

	@Override
	public Map<String, Object> of(Path folder) {
		OnCall onCall = rotas(folder);
		return Map.of(OnCall.BEAN, onCall, FolderFacts.BEAN,
				facts(Lookups.of(folder, this.numbers), this.hours.of(folder), onCall, Keywords.of(folder)));
	}

	@Offline(FolderFacts.BEAN)
	static FolderFacts offline(Environment settings, Path routes) {
		ZoneId zone = ZoneId.of(settings.getProperty("display.time-zone", "UTC").strip());
		return facts(Lookups.of(settings, routes), OpeningHours.of(settings, routes),
				new OnCall(routes, zone, Calendars.stored(settings), OnCallMemory.NONE, profiles(settings)),
				Keywords.of(routes));
	}

	private static Predicate<String> profiles(Environment settings) {
		return (profile) -> settings.acceptsProfiles(Profiles.of(profile));
	}

}
