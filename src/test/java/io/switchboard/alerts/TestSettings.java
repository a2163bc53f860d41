package io.switchboard.alerts;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class TestSettings {

	private TestSettings() {
	}

	static AlertSettings alerts(Map<String, String> more) {
		Map<String, String> all = new TreeMap<>();
		more.forEach((name, value) -> all.put("alerts." + name, value));
		return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("alerts", AlertSettings.class);
	}

}
