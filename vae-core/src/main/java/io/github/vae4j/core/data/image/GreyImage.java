package io.github.vae4j.core.data.image;

/// The grey levels of an image.
///
/// @param levels row by row
/// @param max the level of white: 255, or 65,535 for images of 16 bits
/// @param transparent whether some pixels are not opaque
/// @param turned whether it was turned upright
@SuppressWarnings("ArrayRecordComponent") // never compared
record GreyImage(int height, int width, short[] levels, int max, boolean transparent, boolean turned) {
    int level(int i) {
        return levels[i] & 0xFFFF;
    }
}
