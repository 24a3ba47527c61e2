package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.KernelInfo;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The only place that decides between the scalar and the SIMD twins.
public final class KernelSelection {
    private static final String PROPERTY = "vae4j.kernels";
    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = Logger.getLogger("io.github.vae4j.kernels");

    private KernelSelection() {}

    /// The outcome of a selection: the choice, or why there is none. An exception in the initialiser of a class would be
    /// told once, and wrapped.
    private record Outcome(@Nullable KernelInfo info, @Nullable String failure) {
        static final Outcome ONCE = once();

        private static Outcome once() {
            try {
                return new Outcome(select(), null);
            } catch (IllegalStateException e) {
                return new Outcome(null, e.getMessage());
            }
        }
    }

    /// The selected implementation.
    ///
    /// @throws IllegalStateException if what is asked for is unknown or unavailable
    public static KernelInfo info() {
        KernelInfo info = Outcome.ONCE.info();
        if (info == null) {
            throw new IllegalStateException(Outcome.ONCE.failure());
        }
        return info;
    }

    /// One of two twins. The SIMD twin's class is not touched unless it was selected: it does not load without the
    /// Vector API module. So pass it as a lambda, `() -> new SimdX()`: linking the method reference `SimdX::new` already
    /// verifies the class.
    public static <K> K twin(Supplier<? extends K> scalar, Supplier<? extends K> simd) {
        return info().vectorBits() > 0 ? simd.get() : scalar.get();
    }

    private static KernelInfo select() {
        Jvm jvm = Jvm.current();
        jvm.warnings().forEach(LOG::warning);
        boolean fma = jvm.hardwareFma();
        String wish = System.getProperty(PROPERTY, "auto");
        String obstacle = obstacle();
        return switch (wish) {
            case "scalar" -> new KernelInfo("scalar", 0, "forced by -D" + PROPERTY + "=scalar", fma);
            case "simd" -> {
                if (!modulePresent()) {
                    throw new IllegalStateException("-D" + PROPERTY + "=simd, but " + obstacle);
                }
                yield new KernelInfo("simd", SimdWidth.bits(), "forced by -D" + PROPERTY + "=simd", fma);
            }
            case "auto" -> {
                if (obstacle != null) {
                    LOG.log(Level.WARNING, "vae4j runs its scalar kernels, many times slower: {0}", obstacle);
                    yield new KernelInfo("scalar", 0, obstacle, fma);
                }
                yield new KernelInfo("simd", SimdWidth.bits(), "module " + MODULE + " is present", fma);
            }
            default -> throw new IllegalStateException(
                    "-D" + PROPERTY + "=" + wish + " is unknown; expected auto, scalar or simd");
        };
    }

    /// Why SIMD should not run here, or `null`.
    private static @Nullable String obstacle() {
        if (!modulePresent()) {
            return "module " + MODULE + " is absent; start java with --add-modules " + MODULE;
        }
        String vmInfo = System.getProperty("java.vm.info", "");
        if (vmInfo.contains("interpreted") || vmInfo.contains("emulated-client")) {
            return "this JVM runs without its C2 compiler (" + vmInfo + "), which the Vector API needs to be fast";
        }
        if (SimdWidth.bits() < 128) {
            return "the widest vector of this CPU has " + SimdWidth.bits() + " bits, fewer than 128";
        }
        return null;
    }

    private static boolean modulePresent() {
        ModuleLayer layer = KernelSelection.class.getModule().getLayer();
        return (layer != null ? layer : ModuleLayer.boot()).findModule(MODULE).isPresent();
    }
}
