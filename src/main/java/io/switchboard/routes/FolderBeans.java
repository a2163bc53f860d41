package io.switchboard.routes;

import java.nio.file.Path;
import java.util.Map;

/**
 * Beans that follow from the folder with the routes: each Camel context has its own, of
 * the folder as it was then.
 */
public interface FolderBeans {

	/**
	 * Makes them.
	 * @param folder with the routes; nobody changes a file in it
	 * @return by their names
	 * @throws Exception if a file cannot be read as what it should be
	 */
	Map<String, Object> of(Path folder) throws Exception;

}
