package io.github.vae4j.kernels;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A correct call of a public method, whose arguments can be changed one by one. Arrays are exactly as long as they must
/// be, so that one element less is too few.
final class FacadeCall {
    private final Method method;
    private final List<String> names;
    private final Object[] arguments;
    private final Set<String> outputs = new HashSet<>();
    private final Set<String> inPlace = new HashSet<>();

    private FacadeCall(Method method, Object[] arguments) {
        this.method = method;
        this.names = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
        this.arguments = arguments;
    }

    static FacadeCall of(Class<?> facade, String name, Object... arguments) {
        Method method = Arrays.stream(facade.getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && Modifier.isPublic(m.getModifiers())).findAny().orElseThrow();
        if (arguments.length != method.getParameterCount()) {
            throw new IllegalArgumentException(
                    method + " has " + method.getParameterCount() + " parameters, but here are "
                            + arguments.length + " arguments");
        }
        return new FacadeCall(method, arguments);
    }

    /// Arrays that the method writes: they must not be any other array.
    FacadeCall writes(String... parameters) {
        outputs.addAll(Arrays.asList(parameters));
        return this;
    }

    /// An output that may be that input itself, at the same offset.
    FacadeCall mayBe(String output, String input) {
        inPlace.add(output + " " + input);
        return this;
    }

    Method method() {
        return method;
    }

    List<String> names() {
        return names;
    }

    Object argument(String name) {
        return arguments[names.indexOf(name)];
    }

    boolean isOutput(String name) {
        return outputs.contains(name);
    }

    boolean mayBeInPlace(String output, String input) {
        return inPlace.contains(output + " " + input) || inPlace.contains(input + " " + output);
    }

    /// The names of the parameters of a type.
    List<String> parameters(Class<?> type) {
        return names.stream().filter(name -> method.getParameterTypes()[names.indexOf(name)] == type).toList();
    }

    List<String> arrays() {
        return names.stream().filter(name -> argument(name) != null && argument(name).getClass().isArray()).toList();
    }

    /// Calls the method with copies of the arrays, some arguments being changed; those are passed as they are.
    void invoke(Map<String, ?> changes) throws Throwable {
        Object[] values = new Object[arguments.length];
        Map<Object, Object> copies = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            Object value = arguments[i];
            if (changes.containsKey(name)) {
                values[i] = changes.get(name);
            } else if (value != null && value.getClass().isArray()) {
                values[i] = copies.computeIfAbsent(value, array -> resized(array, 0));
            } else {
                values[i] = value;
            }
        }
        try {
            method.invoke(null, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// A copy of an array with some elements more or less.
    static Object resized(Object array, int more) {
        int length = Array.getLength(array) + more;
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, Math.min(length, Array.getLength(array)));
        return copy;
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + (names.contains("f") ? "(" + argument("f") + ")" : "");
    }
}
