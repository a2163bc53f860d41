/**
 * Routes in Java that stand as files in the folder {@code routes}: compiled when they are
 * loaded, by the compiler of the JDK that runs.
 */
@NullMarked
package io.switchboard.routes.compiled;

import org.jspecify.annotations.NullMarked;
