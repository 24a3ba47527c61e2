/// Arrays in binary files: NumPy's and IDX.
package io.github.vae4j.core.data.array;
