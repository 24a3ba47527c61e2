package io.github.vae4j.kernels.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Loops that C2 compiles apart from their callers.
///
/// C2 inlines a hot method into its callers until a compilation has 18,000 nodes; the vectors of whatever comes after
/// that are boxed, at ten times the cost, and when it happens depends on the caller. It cannot look through a method
/// handle that is no constant: a loop that is called by one always has a compilation of its own.
public final class OutOfLine {
    // Not final: C2 must not take it for a constant.
    private MethodHandle loop;

    /// A loop in a static method that returns nothing.
    ///
    /// @param lookup of the class that has it
    /// @param name of the method
    /// @param parameters of the method
    public OutOfLine(MethodHandles.Lookup lookup, String name, Class<?>... parameters) {
        try {
            loop = lookup.findStatic(lookup.lookupClass(), name, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name + " is no such loop of " + lookup.lookupClass(), e);
        }
    }

    /// The loop, for `invokeExact`.
    public MethodHandle loop() {
        return loop;
    }

    /// What to throw for what a handle has thrown: loops throw no checked exceptions.
    public static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
