/// What facades stand on: which twin runs ([KernelSelection]), and one package for each family of kernels.
package io.github.vae4j.kernels.internal;
