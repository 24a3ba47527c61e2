package io.github.vae4j.core.data.store;

import java.util.List;

/// The shape of one sample.
///
/// @param height rows of an image, 1 if it is none
/// @param width values in a row
/// @param names of the features; empty if they have none
public record SampleShape(int height, int width, List<String> names) {
    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is below 1 or the product too large
    public SampleShape {
        long features = (long) height * width;
        if (height < 1 || width < 1 || features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "expected an image shape of 1 x 1 or more, found " + height + " x " + width);
        }
        names = List.copyOf(names);
        if (!names.isEmpty() && names.size() != features) {
            throw new IllegalArgumentException(names.size() + " names for " + features + " features");
        }
    }

    /// Features without names.
    public SampleShape(int height, int width) {
        this(height, width, List.of());
    }

    /// The number of values of one sample.
    public int features() {
        return height * width;
    }

    /// How many samples so many values are.
    ///
    /// @throws IllegalArgumentException if they are no whole number of samples
    int samples(long values) {
        int features = features();
        if (values % features != 0 || values / features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(values + " values are no whole number of samples of " + features);
        }
        return (int) (values / features);
    }
}
