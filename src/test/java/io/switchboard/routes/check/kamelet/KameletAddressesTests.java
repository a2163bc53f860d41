package io.switchboard.routes.check.kamelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.check.file.KnownYaml;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The properties that the connections of a kamelet are made of. */
class KameletAddressesTests {

	/** The build unpacks it here. */
	private static final Path CATALOGUE = Path.of("target/catalogue/kamelets").toAbsolutePath();

	/** Without these values Switchboard would not start. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ftp-sink               | connectionHost
			aws-s3-sink            | bucketNameOrArn
			postgresql-sink        | query, serverName
			kafka-not-secured-sink | topic
			jms-apache-artemis-sink | brokerURL, destinationName
			log-sink               |
			""")
	void the_properties_that_a_start_needs_are_found(String kamelet, @Nullable String names) throws IOException {
		Map<?, ?> file = (Map<?, ?>) KnownYaml.values(Files.readString(CATALOGUE.resolve(kamelet + ".kamelet.yaml")));
		assertThat(KameletAddresses.of((Map<?, ?>) file.get("spec")))
			.containsExactlyElementsOf((names != null) ? List.of(names.split(", ")) : List.of());
	}

}
