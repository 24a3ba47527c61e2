package io.github.vae4j.study.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Small grey images side by side in rows, as one PNG.
public final class ImageGrid {
    private static final int SMALLEST_SIDE = 28;

    private ImageGrid() {}

    /// Draws images: 0 is black, 1 is white, what lies beyond is clipped.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param values (images, height * width), row-major
    /// @param height of an image
    /// @param width of an image
    /// @param columns images in a row
    /// @param gap pixels between images
    /// @return the picture; images smaller than 28 pixels are enlarged by a whole factor
    /// @throws IllegalArgumentException if the length of `values` is not a multiple of an image's
    public static Picture draw(String name, String description, float[] values, int height, int width, int columns,
            int gap) {
        int size = Math.multiplyExact(height, width);
        if (size < 1 || columns < 1 || values.length == 0 || values.length % size != 0) {
            throw new IllegalArgumentException(values.length + " values are not images of " + height + " x " + width
                    + " in rows of " + columns);
        }
        int images = values.length / size;
        int rows = (images + columns - 1) / columns;
        int scale = Math.max(1, SMALLEST_SIDE / Math.max(height, width));
        int cellWidth = width * scale + gap;
        int cellHeight = height * scale + gap;
        BufferedImage grid = new BufferedImage(columns * cellWidth - gap, rows * cellHeight - gap,
                BufferedImage.TYPE_INT_ARGB);
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < height * scale; y++) {
                for (int x = 0; x < width * scale; x++) {
                    int grey = grey(values[image * size + y / scale * width + x / scale]);
                    grid.setRGB(image % columns * cellWidth + x, image / columns * cellHeight + y,
                            0xff000000 | grey * 0x10101);
                }
            }
        }
        return new Picture(name, Picture.Format.PNG, png(grid), grid.getWidth(), grid.getHeight(), description);
    }

    private static int grey(float value) {
        return Float.isNaN(value) ? 0 : Math.round(255 * Math.clamp(value, 0f, 1f));
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IOException("this JDK writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
