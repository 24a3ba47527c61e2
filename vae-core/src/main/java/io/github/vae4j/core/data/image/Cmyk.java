package io.github.vae4j.core.data.image;

import java.awt.image.Raster;

/// Images of four inks, which the JDK's decoder gives as they are stored: an ink leaves of red, green or blue what it does
/// not cover, and black of all three, `R = (1 - C) (1 - K)`.
final class Cmyk {
    private Cmyk() {}

    static GreyImage grey(Raster raster, ImageInfo.Inks inks) {
        int height = raster.getHeight();
        int width = raster.getWidth();
        short[] out = new short[height * width];
        int[] row = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (short) level(row, 4 * x, inks);
            }
        }
        return new GreyImage(height, width, out, 0xFF, false, false);
    }

    private static int level(int[] row, int at, ImageInfo.Inks inks) {
        int black = row[at + 3];
        return switch (inks) {
            case YCCK -> {
                double luma = row[at];
                double blue = row[at + 1] - 128.0;
                double red = row[at + 2] - 128.0;
                yield luma(255 - clamp(luma + 1.402 * red), 255 - clamp(luma - 0.344136 * blue - 0.714136 * red),
                        255 - clamp(luma + 1.772 * blue), black);
            }
            case INVERTED_CMYK -> luma(row[at], row[at + 1], row[at + 2], black);
            default -> luma(255 - row[at], 255 - row[at + 1], 255 - row[at + 2], 255 - black);
        };
    }

    /// @param red what the ink leaves of it, from 0 to 255, and so on; `light` what black leaves
    private static int luma(int red, int green, int blue, int light) {
        return ImageDecoder.luma(part(red, light), part(green, light), part(blue, light));
    }

    private static int part(int colour, int light) {
        return (colour * light + 127) / 255;
    }

    private static int clamp(double value) {
        return (int) Math.round(Math.clamp(value, 0.0, 255.0));
    }
}
