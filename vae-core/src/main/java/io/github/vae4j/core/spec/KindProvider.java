package io.github.vae4j.core.spec;

import java.util.List;

/// Makes kinds of your own known, so that files and the command line can name them: a service of
/// [java.util.ServiceLoader]. Choices that only a program makes and that are never read from a file need none.
public interface KindProvider {
    /// The kinds.
    ///
    /// @return each under a name that is not taken
    List<Kind<?>> kinds();
}
