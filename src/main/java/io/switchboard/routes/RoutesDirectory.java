package io.switchboard.routes;

import java.nio.file.Path;

import org.apache.camel.CamelContext;

/** Remembers the folder from which a Camel context has its routes. */
public final class RoutesDirectory {

	private static final String OPTION = "switchboard.routes.dir";

	private RoutesDirectory() {
	}

	/**
	 * Sets it.
	 * @param context before its routes are loaded
	 * @param folder the folder with the routes, kamelets, templates and statements
	 */
	public static void set(CamelContext context, Path folder) {
		context.getGlobalOptions().put(OPTION, folder.toString());
	}

	/**
	 * Gets it.
	 * @param context any
	 * @param otherwise the folder if none was set, which is {@code routes.dir}
	 * @return never null
	 */
	public static Path of(CamelContext context, Path otherwise) {
		String folder = context.getGlobalOption(OPTION);
		return (folder != null) ? Path.of(folder) : otherwise;
	}

}
