package io.github.vae4j.core.data.image;

/// What the frame of an image file says, before anything is decoded.
///
/// @param orientation of EXIF: 1 is upright; others are turned or mirrored when they are decoded
/// @param inks how the four components of a JPEG image are to be understood
record ImageInfo(int orientation, Inks inks) {
    /// The meaning of four components.
    enum Inks {
        /// There are fewer.
        NONE,
        /// Cyan, magenta, yellow, black, 255 for all ink.
        CMYK,
        /// The same, 255 for no ink, as Adobe's programs write it.
        INVERTED_CMYK,
        /// Luma, two colour differences and black, inverted, as Adobe's programs write it.
        YCCK
    }

    /// An upright image without inks.
    static final ImageInfo PLAIN = new ImageInfo(1, Inks.NONE);

    /// Whether rows become columns.
    boolean swapsSides() {
        return orientation >= 5;
    }
}
