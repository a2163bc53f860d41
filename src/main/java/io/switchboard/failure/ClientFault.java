package io.switchboard.failure;

import java.util.Arrays;
import java.util.List;

/**
 * Knows a fault within a client of a destination, which otherwise means a fault in a
 * route. Clients throw it when their connection ended meanwhile. The one of SFTP gives no
 * channel, and the one of PostgreSQL finds its own state impossible. Another attempt has
 * another connection.
 */
final class ClientFault {

	/** What no value from a route leads to. */
	private static final List<Class<? extends Throwable>> KINDS = List.of(NullPointerException.class,
			AssertionError.class, ClassCastException.class, IndexOutOfBoundsException.class);

	private static final List<String> CLIENTS = List.of("com.jcraft.jsch.", "org.apache.camel.component.file.remote.",
			"org.postgresql.", "org.mariadb.jdbc.", "com.mysql.cj.", "com.microsoft.sqlserver.", "oracle.jdbc.",
			"com.zaxxer.hikari.", "org.eclipse.angus.", "org.apache.hc.", "org.apache.kafka.", "org.apache.qpid.",
			"io.netty.", "com.rabbitmq.");

	private ClientFault() {
	}

	static boolean is(Throwable cause) {
		return KINDS.stream().anyMatch((kind) -> kind.isInstance(cause)) && Arrays.stream(cause.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((thrower) -> !thrower.startsWith("java.") && !thrower.startsWith("jdk."))
			.findFirst()
			.filter((thrower) -> CLIENTS.stream().anyMatch(thrower::startsWith))
			.isPresent();
	}

}
