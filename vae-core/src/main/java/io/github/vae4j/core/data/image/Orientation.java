package io.github.vae4j.core.data.image;

/// Turns images upright, as EXIF says.
final class Orientation {
    private Orientation() {}

    /// @param orientation 1 to 8: where the first row and the first column of the image are to be seen
    static GreyImage upright(GreyImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int height = orientation >= 5 ? image.width() : image.height();
        int width = orientation >= 5 ? image.height() : image.width();
        short[] out = new short[image.levels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int below = height - 1 - y;
                out[y * width + x] = image.levels()[switch (orientation) {
                    case 2 -> y * width + right;
                    case 3 -> below * width + right;
                    case 4 -> below * width + x;
                    case 5 -> x * height + y;
                    case 6 -> right * height + y;
                    case 7 -> right * height + below;
                    default -> x * height + below;
                }];
            }
        }
        return new GreyImage(height, width, out, image.max(), image.transparent(), true);
    }
}
