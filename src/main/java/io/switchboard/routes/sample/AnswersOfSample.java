package io.switchboard.routes.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.answers.Answer;
import org.jspecify.annotations.Nullable;

/** What a route was answered, as a sample has it. */
final class AnswersOfSample {

	private static final ObjectMapper JSON = new ObjectMapper();

	private AnswersOfSample() {
	}

	/** The answers, by the shortest name that is unique for a request. */
	static Map<String, @Nullable Object> of(List<Answer> answers, Disguise disguise) {
		Map<String, List<String>> byShort = new TreeMap<>();
		answers.forEach((each) -> byShort.computeIfAbsent(shortened(each.request()), (name) -> new ArrayList<>())
			.add(each.request()));
		Map<String, @Nullable Object> given = new LinkedHashMap<>();
		for (Answer each : answers) {
			boolean alone = byShort.getOrDefault(shortened(each.request()), List.of()).stream().distinct().count() == 1;
			String request = disguise.request(each.request());
			given.put(alone ? shortened(request) : request, answer(each, disguise));
		}
		return given;
	}

	private static String shortened(String request) {
		return request.replaceFirst("(?s)\\?.*|(?<=^contact) .*", "");
	}

	private static @Nullable Object answer(Answer answer, Disguise disguise) {
		Object value;
		try {
			value = disguise.value("", JSON.readValue(answer.answer(), Object.class));
		}
		catch (JsonProcessingException ex) {
			value = disguise.text("", answer.answer());
		}
		boolean plain = answer.status() == null || answer.status() == 200;
		if (plain) {
			return value;
		}
		Map<String, @Nullable Object> whole = new LinkedHashMap<>();
		whole.put("status", answer.status());
		whole.put("body", value);
		return whole;
	}

}
