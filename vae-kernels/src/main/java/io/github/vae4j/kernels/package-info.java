/// Numeric kernels for variational autoencoders: `float[]` in, `float[]` out.
///
/// **Layout.** Matrices are row-major: element (r, c) of a matrix lies at `offset + r * stride + c`, and `stride` is at
/// least the number of columns. The output comes first in every argument list. An output may not overlap an input
/// unless a method allows it.
///
/// **The bit contract.** For equal arguments every implementation (SIMD of any width, scalar) returns equal bits, NaN
/// payloads excepted, whether the JIT has compiled it or not. Accuracy against the real-number result is stated per
/// method, in units in the last place (ULP).
///
/// **What kernels do not do.** They do not allocate, start threads, log or hold state. They take ranges, so that
/// [Workers] or any other team of threads can share one product; results do not depend on how the work is cut.
///
/// **Errors.** Wrong shapes, negative sizes, ranges outside an array and forbidden overlaps give an
/// [IllegalArgumentException] that names the argument, what was expected and what was given.
package io.github.vae4j.kernels;
