package io.switchboard.console.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Describes how a list is read a page at a time. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "limit", in = ParameterIn.QUERY,
		description = "How many at most, from 1 to 500; 50 if not said. "
				+ "A page may hold fewer, even none, while next is given",
		schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "500", defaultValue = "50"))
@Parameter(name = "cursor", in = ParameterIn.QUERY, description = "The value of next in the page before",
		schema = @Schema(type = "string"))
@interface Paging {

}
