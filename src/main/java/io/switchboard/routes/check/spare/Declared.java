package io.switchboard.routes.check.spare;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.declared.Gives;

import org.springframework.context.ApplicationContext;

/**
 * What Switchboard's own beans declare.
 *
 * @param names their names
 * @param gives the variables that they give to routes and statements, see {@link Gives}
 */
public record Declared(Set<String> names, Set<String> gives) {

	static final String HOUSE = "io.switchboard";

	/** The beans of a running application. */
	public static Declared of(ApplicationContext spring) {
		Set<String> names = new TreeSet<>();
		Set<String> gives = new TreeSet<>();
		for (String name : spring.getBeanDefinitionNames()) {
			Class<?> type = spring.getType(name, false);
			if (type != null && type.getName().startsWith(HOUSE)) {
				names.add(name);
				Gives found = spring.findAnnotationOnBean(name, Gives.class, false);
				if (found != null) {
					gives.addAll(Arrays.asList(found.value()));
				}
			}
		}
		return new Declared(names, gives);
	}

}
