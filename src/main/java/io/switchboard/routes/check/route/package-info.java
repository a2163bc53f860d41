/**
 * Checks each route and its steps. {@code RouteChecks} has the list. {@code StepCheck}
 * looks at names, beans and times, {@code EndpointCheck} at options of addresses.
 * {@code EffectCheck} asks whether a route does anything, {@code WaitCheck} whether a
 * step ends. {@code FailureCheck} and {@code HiddenFailures} find failures that are not
 * left to {@code durable:}. {@code CamelJars} knows which jar is missing.
 */
@NullMarked
package io.switchboard.routes.check.route;

import org.jspecify.annotations.NullMarked;
