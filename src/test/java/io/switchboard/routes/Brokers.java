package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.switchboard.FreePort;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesVersion;
import org.apache.kafka.metadata.properties.PropertiesUtils;

final class Brokers {

	static final String USER = "us";

	static final String PASSWORD = "a-secret-that-nobody-may-read-4711";

	private Brokers() {
	}

	/** Kafka without ZooKeeper: one node, with a listener that asks for a password. */
	static KafkaRaftServer kafka(Path folder, int port, int secured) throws IOException {
		int controller = FreePort.next();
		String cluster = Uuid.randomUuid().toString();
		PropertiesUtils.writePropertiesFile(
				new MetaProperties.Builder().setVersion(MetaPropertiesVersion.V1)
					.setClusterId(cluster)
					.setNodeId(1)
					.build()
					.toProperties(),
				Files.createDirectories(folder).resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME).toString(), false);
		Map<String, String> settings = new HashMap<>();
		settings.put("process.roles", "broker,controller");
		settings.put("node.id", "1");
		settings.put("log.dirs", folder.toString());
		settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
		settings.put("controller.listener.names", "CONTROLLER");
		settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
			.formatted(port, secured, controller));
		settings.put("listener.security.protocol.map",
				"PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
		settings.put("sasl.enabled.mechanisms", "PLAIN");
		settings.put("listener.name.sasl_plaintext.plain.sasl.jaas.config",
				"org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";".formatted(USER,
						PASSWORD));
		settings.put("connection.failed.authentication.delay.ms", "1");
		settings.put("message.max.bytes", "100000");
		settings.put("offsets.topic.replication.factor", "1");
		settings.put("num.partitions", "3");
		settings.put("log.cleaner.enable", "false");
		settings.put("num.network.threads", "1");
		settings.put("num.io.threads", "1");
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
		server.startup();
		return server;
	}

	/** ActiveMQ Artemis, which asks for a password. */
	static EmbeddedActiveMQ artemis(Path folder, int port) throws Exception {
		ConfigurationImpl configuration = new ConfigurationImpl();
		configuration.setPersistenceEnabled(true);
		configuration.setJournalDirectory(folder.resolve("journal").toString());
		configuration.setBindingsDirectory(folder.resolve("bindings").toString());
		configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
		configuration.setPagingDirectory(folder.resolve("paging").toString());
		configuration.setJournalType(org.apache.activemq.artemis.core.server.JournalType.NIO);
		configuration.addAcceptorConfiguration("amqp", "tcp://127.0.0.1:%d?protocols=AMQP".formatted(port));
		EmbeddedActiveMQ server = new EmbeddedActiveMQ();
		server.setConfiguration(configuration);
		server.setSecurityManager(new ActiveMQSecurityManager() {
			@Override
			public boolean validateUser(String user, String password) {
				return USER.equals(user) && PASSWORD.equals(password);
			}

			@Override
			public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
				return validateUser(user, password);
			}
		});
		server.start();
		return server;
	}

}
