package io.switchboard.console.query;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives a method of the API its filters. A filter is a record that is a
 * {@link ParameterObject}. A name that belongs to no filter is refused.
 */
@Configuration(proxyBeanMethods = false)
class FilterArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(ParameterObject.class) && parameter.getParameterType().isRecord();
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer view,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Map<String, String> values = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, all) -> values.put(name, all[0]));
		var types = Arrays.stream(parameter.getExecutable().getParameters())
			.filter((each) -> each.isAnnotationPresent(ParameterObject.class))
			.map((each) -> each.getType());
		return Filters.read(parameter.getParameterType().asSubclass(Record.class),
				Given.ofApi(values, Filters.names(types)));
	}

}
