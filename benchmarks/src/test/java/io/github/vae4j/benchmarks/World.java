package io.github.vae4j.benchmarks;

import java.io.File;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// The benchmarks and the library, loaded once more with one implementation selected: it is chosen once per class
/// loader, and a test wants both.
final class World {
    // Of parameters that only say how much is computed the first value will do.
    private static final Set<String> SIZES = Set.of("kilobytes", "shape", "batch", "rows", "threads");

    private final String implementation;
    private final ClassLoader loader;

    World(String implementation) {
        this.implementation = implementation;
        loader = new Loader();
    }

    /// JMH is shared, so that its annotations are the same classes here and there.
    private static final class Loader extends URLClassLoader {
        Loader() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.startsWith("org.openjdk.jmh.")
                    ? World.class.getClassLoader().loadClass(name)
                    : super.findClass(name);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1)).map(entry -> {
                try {
                    return Path.of(entry).toUri().toURL();
                } catch (MalformedURLException e) {
                    throw new IllegalArgumentException("the class path has an entry " + entry, e);
                }
            }).toArray(URL[]::new);
        }
    }

    /// What a benchmark returns from its second invocation, for each combination of its parameters: the hash of all bits.
    List<String> results(String benchmark) throws Exception {
        return results(benchmark, implementation);
    }

    /// The same for another value of the parameter `implementation`.
    List<String> results(String benchmark, String value) throws Exception {
        int dot = benchmark.lastIndexOf('.');
        Class<?> type = loader.loadClass(benchmark.substring(0, dot));
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(benchmark.substring(dot + 1))).findFirst().orElseThrow();
        List<String> results = new ArrayList<>();
        for (List<Assignment> assignments : combinations(type, value)) {
            Object state = prepared(type, assignments);
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> argument = method.getParameterTypes()[i];
                arguments[i] = prepared(argument, combinations(argument, value).getFirst());
            }
            invoke(method, state, arguments);
            results.add(assignments + " " + hash(invoke(method, state, arguments)));
            invokeAll(TearDown.class, state);
        }
        return results;
    }

    private record Assignment(Field field, Object value) {
        @Override
        public String toString() {
            // What differs between the worlds on purpose.
            return field.getName().equals("implementation") ? "" : field.getName() + " " + value;
        }
    }

    private static List<List<Assignment>> combinations(Class<?> type, String implementation) {
        List<List<Assignment>> all = List.of(List.of());
        for (Field field : type.getFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param == null) {
                continue;
            }
            List<List<Assignment>> longer = new ArrayList<>();
            for (List<Assignment> each : all) {
                for (Object value : values(field, param, implementation)) {
                    List<Assignment> one = new ArrayList<>(each);
                    one.add(new Assignment(field, value));
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<Object> values(Field field, Param param, String implementation) {
        if (field.getName().equals("implementation")) {
            return List.of(implementation);
        }
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        List<Object> values = Arrays.stream(param.value())
                .<Object>map(text -> type == int.class ? (Object) Integer.valueOf(text) : text).toList();
        return SIZES.contains(field.getName()) ? values.subList(0, 1) : values;
    }

    private Object prepared(Class<?> type, List<Assignment> assignments) throws Exception {
        Object state = type.getDeclaredConstructor().newInstance();
        for (Assignment assignment : assignments) {
            assignment.field.set(state, assignment.value);
        }
        String before = System.getProperty("vae4j.kernels");
        try {
            System.setProperty("vae4j.kernels", implementation);
            invokeAll(Setup.class, state);
        } finally {
            if (before == null) {
                System.clearProperty("vae4j.kernels");
            } else {
                System.setProperty("vae4j.kernels", before);
            }
        }
        return state;
    }

    private static void invokeAll(Class<? extends Annotation> annotation, Object state) throws Exception {
        for (Method method : state.getClass().getMethods()) {
            if (method.isAnnotationPresent(annotation) && !Modifier.isStatic(method.getModifiers())) {
                invoke(method, state);
            }
        }
    }

    private static Object invoke(Method method, Object state, Object... arguments) throws Exception {
        try {
            return method.invoke(state, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String hash(Object result) throws NoSuchAlgorithmException {
        ByteBuffer bytes = switch (result) {
            case float[] values -> {
                ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
                buffer.asFloatBuffer().put(values);
                yield buffer;
            }
            case double[] values -> {
                ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
                buffer.asDoubleBuffer().put(values);
                yield buffer;
            }
            case int[] values -> {
                ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
                buffer.asIntBuffer().put(values);
                yield buffer;
            }
            case Double value -> ByteBuffer.allocate(8).putDouble(0, value);
            case Float value -> ByteBuffer.allocate(4).putFloat(0, value);
            case null -> throw new IllegalStateException("a benchmark must return what it computed");
            default -> throw new IllegalStateException("cannot compare a " + result.getClass());
        };
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        return result.getClass().getSimpleName() + " of " + bytes.capacity() + " bytes, "
                + HexFormat.of().formatHex(digest, 0, 8);
    }
}
