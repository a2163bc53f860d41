package io.switchboard.routes;

import java.nio.file.Path;
import java.util.Map;

/**
 * Makes beans from the folder with the routes. Each Camel context has its own, of its own
 * state of the folder.
 */
public interface FolderBeans {

	/**
	 * Makes them.
	 * @param folder with the routes; nobody changes a file in it
	 * @return by their names
	 * @throws Exception if a file has the wrong content
	 */
	Map<String, Object> of(Path folder) throws Exception;

}
