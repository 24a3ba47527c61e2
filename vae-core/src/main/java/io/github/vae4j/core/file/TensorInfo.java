package io.github.vae4j.core.file;

import java.util.List;

/// What the header of a safetensors file says of one array.
///
/// @param name unique in the file
/// @param type of the elements
/// @param shape sizes of the dimensions, each 0 or more; none for a single number
/// @param from where its first byte is, counted from the end of the header
/// @param to where the byte behind its last one is
public record TensorInfo(String name, TensorType type, List<Integer> shape, long from, long to) {
    /// Copies the shape.
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /// The number of elements.
    ///
    /// @return 0 or more; an array may have too many for Java's
    public long elements() {
        return (to - from) / type.bytes();
    }

    /// The product of sizes.
    ///
    /// @param shape sizes, 0 or more
    /// @return their product, or `Long.MAX_VALUE` if it is larger
    static long elements(List<Integer> shape) {
        if (shape.contains(0)) {
            return 0;
        }
        long count = 1;
        for (int size : shape) {
            if (count > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            count *= size;
        }
        return count;
    }
}
