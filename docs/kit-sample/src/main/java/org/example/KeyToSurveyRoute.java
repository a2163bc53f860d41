package org.example;

import java.util.Map;

import org.apache.camel.builder.RouteBuilder;

import org.springframework.stereotype.Component;

/** Somebody presses a key from 1 to 5: a grade, which the survey gets. */
@Component
public class KeyToSurveyRoute extends RouteBuilder {

	@Override
	public void configure() {
		from("durable:key-to-survey").routeId("key-to-survey")
			.filter()
			.body(Map.class, (key) -> String.valueOf(key.get("dtmf_tag")).matches("[1-5]"))
			.setVariable("grade", simple("${body[dtmf_tag]}"))
			.setBody(simple("{\"grade\": ${variable.grade}}"))
			.to("http:survey.example.org/grades")
			.id("tell-survey");
	}

}
