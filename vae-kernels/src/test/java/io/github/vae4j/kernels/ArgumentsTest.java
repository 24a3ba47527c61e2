package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every method of every facade refuses what cannot be right, and names it. The methods are found by reflection: a new
/// one is tested as soon as it exists.
class ArgumentsTest {
    private static final List<Class<?>> FACADES = List.of(Activations.class, Conversion.class, Dense.class,
            Latent.class, Losses.class, MatMul.class, Optimisers.class, Philox.class, Statistics.class);
    // Whose arguments are not arrays and sizes: a formula, and the settings of the optimisers (OptimisersTest).
    private static final Set<String> OTHERS = Set.of("weightIndex", "clippingScale");
    private static final Set<String> SIZES = Set.of("n", "m", "k", "d", "rows", "cols", "samples");
    // What may lie in the place of an output, at the same offset; every other overlap is refused.
    private static final Map<String, Set<String>> IN_PLACE = Map.of("Activations.forward", Set.of("x"),
            "Activations.backward", Set.of("dy", "saved"), "Latent.reparameterise", Set.of("eps"), "Losses.bernoulli",
            Set.of("logits"), "Losses.continuousBernoulli", Set.of("logits"), "Losses.continuousBernoulliMean",
            Set.of("logits"), "Losses.gaussian", Set.of("mean"));
    private static final Set<String> OUTPUTS = Set.of("y", "dx", "pre", "db", "kl", "dMean", "dLogvar", "out",
            "loss", "gradient", "logVarianceGradient", "means", "p");
    private static final int ROWS = 3;
    private static final int COLUMNS = 6;
    private static final int PLENTY = 4_096;

    /// A method and what it is called with.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(Method method, Object[] arguments) {
        String name() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }

        Call with(String parameter, Object value) {
            Object[] changed = arguments.clone();
            changed[index(parameter)] = value;
            return new Call(method, changed);
        }

        int index(String parameter) {
            List<String> names = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
            assertThat(names).as(name()).contains(parameter);
            return names.indexOf(parameter);
        }

        Object get(String parameter) {
            return arguments[index(parameter)];
        }

        Throwable thrown() {
            return catchThrowable(() -> {
                try {
                    method.invoke(null, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }

        @Override
        public String toString() {
            List<String> values = new ArrayList<>();
            for (Object argument : arguments) {
                values.add(argument != null && argument.getClass().isArray()
                        ? "[" + Array.getLength(argument) + "]"
                        : String.valueOf(argument));
            }
            return name() + values;
        }
    }

    static Stream<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (Class<?> facade : FACADES) {
            for (Method method : facade.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers()) || OTHERS.contains(method.getName())) {
                    continue;
                }
                calls.add(valid(method, Activation.TANH));
                if (Arrays.asList(method.getParameterTypes()).contains(Activation.class)) {
                    calls.add(valid(method, Activation.GELU));
                }
            }
        }
        assertThat(calls.size()).as("methods found").isGreaterThan(30);
        return calls.stream();
    }

    /// Arguments that are right: long arrays of their own, small sizes.
    private static Call valid(Method method, Activation f) {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            String name = parameters[i].getName();
            Class<?> type = parameters[i].getType();
            assertThat(parameters[i].isNamePresent()).as("compiled with -parameters").isTrue();
            if (type.isArray()) {
                arguments[i] = Array.newInstance(type.getComponentType(), PLENTY);
            } else if (type == int.class) {
                arguments[i] = size(name);
            } else if (type == double.class) {
                arguments[i] = 0.5;
            } else if (type == float.class) {
                arguments[i] = 0.5f;
            } else if (type == long.class) {
                arguments[i] = 1L;
            } else if (type == boolean.class) {
                arguments[i] = false;
            } else {
                assertThat(type).isEqualTo(Activation.class);
                arguments[i] = f;
            }
        }
        return new Call(method, arguments);
    }

    private static int size(String name) {
        if (name.endsWith("tride")) {
            return 2 * COLUMNS;
        }
        return switch (name) {
            case "rows", "m", "samples" -> ROWS;
            case "cols", "n", "k", "d" -> COLUMNS;
            case "inputs" -> 2 * COLUMNS;
            default -> 0;
        };
    }

    private static void assertRefused(Call call, String name) {
        assertThat(call.thrown()).as(call.toString()).isInstanceOf(IllegalArgumentException.class);
        assertThat(call.thrown().getMessage()).as(call.toString()).containsIgnoringCase(name);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void rightArgumentsAreTaken(Call call) {
        assertThat(call.thrown()).as(call.toString()).isNull();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sizesAreNotNegative(Call call) {
        for (Parameter parameter : call.method.getParameters()) {
            if (parameter.getType() == int.class && SIZES.contains(parameter.getName())) {
                assertRefused(call.with(parameter.getName(), -1), parameter.getName() + " must be");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void offsetsLieInTheArray(Call call) {
        for (Parameter parameter : call.method.getParameters()) {
            String name = parameter.getName();
            if (name.equals("offset") || name.endsWith("Offset")) {
                if (!unused(call, array(call, name))) {
                    assertRefused(call.with(name, -1), "offset must be 0 or more but is -1");
                    assertRefused(call.with(name, PLENTY), Integer.toString(PLENTY));
                    assertRefused(call.with(name, Integer.MAX_VALUE), Integer.toString(PLENTY));
                }
            }
        }
    }

    /// What is an output of one method is an input of another: `z` of a density, `mean` of a loss.
    private static boolean isOutput(Call call, String array) {
        String first = Arrays.stream(call.method.getParameters()).filter(p -> p.getType().isArray()).findFirst()
                .orElseThrow().getName();
        boolean ambiguous = array.equals("z") || array.equals("mean");
        return ambiguous ? array.equals(first) : OUTPUTS.contains(array);
    }

    /// Whether the activation of a call needs no `pre`.
    private static boolean unused(Call call, String array) {
        return array.equals("pre") && Arrays.asList(call.arguments).contains(Activation.TANH);
    }

    /// The array that an offset belongs to; without a name of its own the first one's.
    private static String array(Call call, String offset) {
        return offset.equals("offset") ? call.method.getParameters()[0].getName()
                : offset.substring(0, offset.length() - "Offset".length());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void stridesAreAtLeastTheColumns(Call call) {
        for (Parameter parameter : call.method.getParameters()) {
            if (parameter.getName().endsWith("tride")) {
                assertRefused(call.with(parameter.getName(), 1), "stride must be at least");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void arraysAreLongEnough(Call call) {
        for (Parameter parameter : call.method.getParameters()) {
            boolean unused = parameter.getName().equals("pre")
                    && Arrays.asList(call.arguments).contains(Activation.TANH);
            if (parameter.getType().isArray() && !unused) {
                Object shorter = Array.newInstance(parameter.getType().getComponentType(), 2);
                assertRefused(call.with(parameter.getName(), shorter), parameter.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anOutputDoesNotOverlapAnInput(Call call) {
        Map<String, Class<?>> arrays = new HashMap<>();
        for (Parameter parameter : call.method.getParameters()) {
            boolean unused = parameter.getName().equals("pre")
                    && Arrays.asList(call.arguments).contains(Activation.TANH);
            if (parameter.getType().isArray() && !unused) {
                arrays.put(parameter.getName(), parameter.getType());
            }
        }
        Set<String> inPlace = IN_PLACE.getOrDefault(call.name(), Set.of());
        for (String output : arrays.keySet()) {
            for (String other : arrays.keySet()) {
                if (output.equals(other) || !isOutput(call, output) || arrays.get(output) != arrays.get(other)) {
                    continue;
                }
                Call same = call.with(other, call.get(output));
                if (inPlace.contains(other)) {
                    Call shifted = Arrays.stream(call.method.getParameters())
                            .anyMatch(p -> p.getName().equals(other + "Offset"))
                                    ? same.with(other + "Offset", 1)
                                    : same;
                    assertRefused(shifted, output);
                } else {
                    assertRefused(same, output);
                }
            }
        }
    }
}
