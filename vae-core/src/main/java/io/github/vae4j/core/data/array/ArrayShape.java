package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import java.util.Arrays;

/// Shapes of arrays.
final class ArrayShape {
    private ArrayShape() {}

    /// Throws unless elements of this shape fill the rest of the file exactly. Nothing has been allocated for them yet.
    ///
    /// @param elementBytes bytes of an element, 1 or more
    /// @param header bytes before the first element
    static void requireSize(ArrayFile file, int[] shape, long elementBytes, long header) throws DataFormatException {
        long size = file.size();
        long capacity = (size - header) / elementBytes;
        long elements = 1;
        for (int dimension : shape) {
            elements *= dimension;
            // Stop before the product overflows; a 0 further on would make an honest product 0.
            if (elements > capacity && Arrays.stream(shape).noneMatch(d -> d == 0)) {
                throw file.atByte(size, "expected the elements of shape " + Arrays.toString(shape) + " of "
                        + elementBytes + " bytes each after a header of " + header
                        + ", found the end of the file: it is cut short, or the shape is wrong");
            }
            elements = Math.min(elements, capacity + 1);
        }
        long end = header + elements * elementBytes;
        if (size != end) {
            throw file.atByte(end, "expected the end of the file after the elements of shape " + Arrays.toString(shape)
                    + ", found " + (size - end) + " more bytes");
        }
    }

    /// The product of the sizes.
    static long elements(int... shape) {
        long product = 1;
        for (int size : shape) {
            product *= size;
        }
        return product;
    }
}
