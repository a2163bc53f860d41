package io.switchboard.routes.compiled;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.switchboard.routes.compiled.Interruption.InterruptedLoopError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A route in Java can be interrupted. */
class InterruptionTests {

	private static IntFunction<?> loops;

	@BeforeAll
	@SuppressWarnings("unchecked")
	static void compile() throws Exception {
		loops = (IntFunction<?>) Compilation
			.of("A.java",
					"""
							import java.util.stream.IntStream;
							import java.util.stream.Stream;
							public class A implements java.util.function.IntFunction<Object> {
								public Object apply(int which) {
									int i = 0;
									int sum = 0;
									if (which < 5) {
										Thread.currentThread().interrupt();
									}
									switch (which) {
										case 0: while (true) { }
										case 1: for (;;) { try { i++; } catch (Exception ex) { } }
										case 2: do { if (i > 5) continue; i++; } while (i >= 0); break;
										case 3: Stream.generate(() -> 1).forEach((x) -> { }); break;
										case 4: new Runnable() { public void run() { while (true) { } } }.run(); break;
										case 5: for (; i < 3; i++) { for (String x : new String[] { "a" }) { sum += i; } } break;
										case 6: i = 3; while (i > 0) { try { sum += --i; } finally { sum = sum + 0; } } break;
										case 7: sum = IntStream.range(0, 3).map((x) -> x).sum(); break;
										case 8: long a = 2; double b = 1; do { sum += a + b * 0 + (a > 1 ? 0 : 0); } while (a-- > 1); break;
									}
									return sum;
								}
							}
							""")
			.stream()
			.filter(IntFunction.class::isAssignableFrom)
			.findFirst()
			.orElseThrow()
			.getDeclaredConstructor()
			.newInstance();
	}

	@Test
	void an_endless_loop_ends_once_its_thread_is_interrupted() {
		for (int i = 0; i < 5; i++) {
			int which = i;
			assertThatThrownBy(() -> loops.apply(which)).isInstanceOf(InterruptedLoopError.class);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void what_ends_by_itself_does_so() {
		assertThat(IntStream.range(5, 9).mapToObj(loops)).allMatch((each) -> each.equals(3));
	}

}
