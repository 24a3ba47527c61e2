/// Files of sparse matrices: Matrix Market, folders of 10x Genomics, LIBSVM, corpora of texts.
package io.github.vae4j.core.data.sparse;
