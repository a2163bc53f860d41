package io.switchboard.console.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Describes the filters on deliveries. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "status", in = ParameterIn.QUERY, description = "Where it stands",
		schema = @Schema(type = "string",
				allowableValues = { "pending", "delivered", "retrying", "dead", "discarded" }))
@Parameter(name = "route", in = ParameterIn.QUERY, description = "The route's id", schema = @Schema(type = "string"))
@Parameter(name = "event_id", in = ParameterIn.QUERY, description = "VoIPstudio's event id",
		schema = @Schema(type = "string"))
@Parameter(name = "event_name", in = ParameterIn.QUERY, description = "For example call.missed",
		schema = @Schema(type = "string"))
@Parameter(name = "root_call_id", in = ParameterIn.QUERY, description = "The call",
		schema = @Schema(type = "integer", format = "int64"))
@Parameter(name = "number", in = ParameterIn.QUERY,
		description = "The number at either end, in any spelling, or its last digits, four at least",
		schema = @Schema(type = "string"))
@Parameter(name = "from", in = ParameterIn.QUERY, description = "Whose event came from this time on, ISO 8601",
		schema = @Schema(type = "string", format = "date-time"))
@Parameter(name = "to", in = ParameterIn.QUERY, description = "Whose event came before this time, ISO 8601",
		schema = @Schema(type = "string", format = "date-time"))
@Parameter(name = "error", in = ParameterIn.QUERY, description = "Part of the last error, in any case",
		schema = @Schema(type = "string"))
@interface DeliveryFilters {

}
