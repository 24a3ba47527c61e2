package io.github.vae4j.core.spec;

/// The shape of one row of a [Value]: a vector, or an image with channels.
///
/// A row is stored channel by channel, each row-major: element (c, y, x) is number `(c * height + y) * width + x`.
///
/// @param channels 1 or more
/// @param height 1 or more
/// @param width 1 or more
public record Shape(int channels, int height, int width) {
    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if one is less than 1, or their product exceeds the largest `int`
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("channels, height and width must be 1 or more but are " + channels
                    + ", " + height + " and " + width);
        }
        if ((long) channels * height > Integer.MAX_VALUE || (long) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a row of " + channels + " x " + height + " x " + width
                    + " values is too long: at most " + Integer.MAX_VALUE);
        }
    }

    /// A vector.
    ///
    /// @param length 1 or more
    /// @return one channel of one row
    /// @throws IllegalArgumentException if `length` is less than 1
    public static Shape vector(int length) {
        return new Shape(1, 1, length);
    }

    /// The number of values of one row.
    ///
    /// @return channels times height times width
    public int size() {
        return channels * height * width;
    }
}
