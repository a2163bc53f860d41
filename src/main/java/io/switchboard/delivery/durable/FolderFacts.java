package io.switchboard.delivery.durable;

import java.util.Map;

import org.apache.camel.Exchange;

/**
 * Sets facts that follow from the folder with the routes. Each Camel context has its own
 * bean {@value #BEAN}, or none.
 */
@FunctionalInterface
public interface FolderFacts {

	/** The bean's name. */
	String BEAN = "folderFacts";

	/**
	 * Sets them as variables.
	 * @param exchange that has all other facts
	 * @param fields the event's
	 */
	void fill(Exchange exchange, Map<String, Object> fields);

}
