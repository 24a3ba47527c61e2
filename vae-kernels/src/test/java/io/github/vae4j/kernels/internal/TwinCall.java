package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.IdentityHashMap;

/// One way to call one kernel: arguments for any size, offset and kind of values.
public record TwinCall(String variant, Method kernel, ArgumentMaker maker) {
    /// Makes the arguments of a call. Arrays hold [TwinCases#GUARD] where the kernel must not write.
    @FunctionalInterface
    public interface ArgumentMaker {
        Object[] make(Values values, int n, int offset);
    }

    public static TwinCall of(Class<?> contract, String method, String variant, ArgumentMaker maker) {
        Method kernel = Arrays.stream(contract.getDeclaredMethods()).filter(m -> m.getName().equals(method)).findAny()
                .orElseThrow();
        return new TwinCall(variant, kernel, maker);
    }

    /// What a call returned and left in its arrays.
    @SuppressWarnings("ArrayRecordComponent") // compared element by element
    public record Outcome(Object result, Object[] arguments) {
        /// All bits but those of scratch memory, with all NaN alike: the same for both twins and on every machine.
        int hash(Method kernel) {
            int hash = result == null ? 0 : result.hashCode();
            for (int i = 0; i < arguments.length; i++) {
                boolean scratch = kernel.getParameters()[i].getName().equals("scratch");
                hash = 31 * hash + switch (scratch ? null : arguments[i]) {
                    case float[] a -> Arrays.hashCode(a);
                    case double[] a -> Arrays.hashCode(a);
                    case int[] a -> Arrays.hashCode(a);
                    case null, default -> 0;
                };
            }
            return hash;
        }
    }

    /// A hash of what one twin makes of the arguments.
    int hash(Object twin, Object[] arguments) {
        return run(twin, arguments).hash(kernel);
    }

    /// Calls one twin on copies of the arguments; an array that is given twice stays one array.
    Outcome run(Object twin, Object[] arguments) {
        Object[] copies = new Object[arguments.length];
        IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            copies[i] = switch (argument) {
                case float[] a -> seen.computeIfAbsent(a, array -> a.clone());
                case double[] a -> seen.computeIfAbsent(a, array -> a.clone());
                case int[] a -> seen.computeIfAbsent(a, array -> a.clone());
                case null, default -> argument;
            };
        }
        try {
            return new Outcome(kernel.invoke(twin, copies), copies);
        } catch (InvocationTargetException e) {
            throw new AssertionError(this + " with " + Arrays.toString(arguments), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /// The twin of this call's contract whose name starts so.
    Object twin(String prefix) {
        for (Class<?> type : kernel.getDeclaringClass().getPermittedSubclasses()) {
            if (type.getSimpleName().startsWith(prefix)) {
                try {
                    return type.getConstructor().newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(type.getName(), e);
                }
            }
        }
        throw new AssertionError(kernel.getDeclaringClass() + " has no twin " + prefix);
    }

    @Override
    public String toString() {
        return kernel.getDeclaringClass().getSimpleName() + "." + kernel.getName()
                + (variant.isEmpty() ? "" : " " + variant);
    }
}
