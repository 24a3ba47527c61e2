import org.jspecify.annotations.NullMarked;

/** Reads AnnData files (.h5ad): a format that io.github.vae4j.core finds once this module is there. */
@SuppressWarnings("requires-automatic") // jhdf has no module descriptor
@NullMarked module io.github.vae4j.h5ad {
    requires static org.jspecify;
    requires io.github.vae4j.core;
    requires io.jhdf;
    // Used by jhdf, which cannot ask for them.
    requires com.ning.compress.lzf;
    requires org.apache.commons.lang3;
    requires org.slf4j;

    provides io.github.vae4j.core.data.DataFormat with io.github.vae4j.h5ad.H5adFormat;
}
