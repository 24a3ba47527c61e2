/// Products: of matrices, and of layers whose weights lie in panels.
package io.github.vae4j.kernels.internal.matmul;
