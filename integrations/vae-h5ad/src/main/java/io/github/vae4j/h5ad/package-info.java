/// Reads AnnData files (`.h5ad`), as single-cell tools write them, with the library jhdf. It has no API of its own:
/// [io.github.vae4j.core.data.Datasets#open(java.nio.file.Path)] finds it.
package io.github.vae4j.h5ad;
