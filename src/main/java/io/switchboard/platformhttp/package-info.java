/**
 * Camel's platform-http on an asynchronous servlet: no thread waits while a route works.
 * {@code HttpEngineServlet} takes a request from Tomcat. {@code OpenRequest} keeps it
 * open. {@code ServletHttpEngine} finds the route. {@code OpenStreams} has the common
 * part of streams of server-sent events. {@code Drain} and {@code
 * RequestsUnderWay} are the two parts of a stop.
 */
@NullMarked
package io.switchboard.platformhttp;

import org.jspecify.annotations.NullMarked;
