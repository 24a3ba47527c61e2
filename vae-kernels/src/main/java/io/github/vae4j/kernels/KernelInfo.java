package io.github.vae4j.kernels;

/// Which kernels this process runs, and why.
///
/// @param implementation `simd` or `scalar`
/// @param vectorBits width of the SIMD registers in use, 0 for scalar
/// @param reason one sentence: why this implementation was selected
/// @param hardwareFma whether the JVM compiles `Math.fma` to one instruction; without it every kernel is some
///     10,000 times slower (the bits stay the same)
public record KernelInfo(String implementation, int vectorBits, String reason, boolean hardwareFma) {
    @Override
    public String toString() {
        String width = vectorBits == 0 ? "" : " " + vectorBits + " bits";
        return implementation + width + " (" + reason + ")" + (hardwareFma ? "" : "; NO hardware FMA: very slow");
    }
}
