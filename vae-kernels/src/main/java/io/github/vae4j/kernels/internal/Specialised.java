package io.github.vae4j.kernels.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// One text, several classes: a template is loaded as a hidden class for each set of constants that it is needed with.
///
/// C2 takes the static final fields of a class for constants and drops what they exclude. So loops over registers need
/// no copy of their text for each number of registers; a variable in the place of such a constant would leave branches in
/// the loop, and vectors in memory.
public final class Specialised {
    private Specialised() {}

    /// An object of a class of its own, made from a template.
    ///
    /// @param lookup of the package that has the template
    /// @param type what the template extends
    /// @param template name of the template: a class with a constructor without arguments, and fields that are set from
    ///     [#constants]; never initialised itself
    /// @param constants what the class is specialised to
    public static <T> T make(MethodHandles.Lookup lookup, Class<T> type, String template, Object constants) {
        try {
            MethodHandles.Lookup special = lookup.defineHiddenClassWithClassData(bytes(type, template), constants,
                    true);
            return type.cast(special.findConstructor(special.lookupClass(), MethodType.methodType(void.class))
                    .invoke());
        } catch (Throwable e) {
            throw new LinkageError(template + " cannot be specialised to " + constants, e);
        }
    }

    private static byte[] bytes(Class<?> type, String template) {
        String file = template + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new LinkageError(file + " is missing: the jar of vae4j's kernels is incomplete");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new LinkageError(file + " cannot be read", e);
        }
    }

    /// The constants that the class of a lookup has been specialised to; for its static initialiser.
    public static <C> C constants(MethodHandles.Lookup lookup, Class<C> type) {
        try {
            return MethodHandles.classData(lookup, ConstantDescs.DEFAULT_NAME, type);
        } catch (IllegalAccessException e) {
            throw new LinkageError(lookup.lookupClass() + " has no constants", e);
        }
    }
}
