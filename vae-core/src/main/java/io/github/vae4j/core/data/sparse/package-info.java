/// Files of sparse matrices: Matrix Market, folders of 10x Genomics, LIBSVM.
package io.github.vae4j.core.data.sparse;
