package io.github.vae4j.core.data.image;

/// What the frame of an image file says, before anything is decoded.
///
/// @param orientation of EXIF: 1 is upright; others are turned or mirrored when they are decoded
/// @param inks how the four components of a JPEG image are to be understood
/// @param colours how many colours the palette of a PNG image has, or -1 if it has none
/// @param clear the level of grey, 0 to 255, that is transparent in a PNG image of less than 8 bits, or -1: there the JDK's
///     decoder compares levels of two scales, and takes every pixel for opaque
record ImageInfo(int orientation, Inks inks, int colours, int clear) {
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

    /// Without a palette and without transparency.
    ImageInfo(int orientation, Inks inks) {
        this(orientation, inks, -1, -1);
    }

    /// Whether rows become columns.
    boolean swapsSides() {
        return orientation >= 5;
    }
}
