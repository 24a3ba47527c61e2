package io.github.vae4j.core;

import java.util.Arrays;
import java.util.List;

/// A named parameter as files have it: a weight matrix (out, in), as PyTorch's `Linear`, or a vector.
///
/// @param shape sizes of the dimensions
/// @param values row-major; the record's own array, not a copy
@SuppressWarnings("ArrayRecordComponent") // a carrier between files and models, never compared
public record Tensor(List<Integer> shape, float[] values) {
    /// Checks that the shape has as many elements as the array.
    ///
    /// @throws IllegalArgumentException if it has not
    public Tensor {
        shape = List.copyOf(shape);
        if (shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b) != values.length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " does not have the " + values.length + " elements of its array");
        }
    }

    /// A tensor.
    ///
    /// @param values row-major
    /// @param shape sizes of the dimensions, whose product is the number of values
    /// @return the tensor
    /// @throws IllegalArgumentException if the product is another one
    public static Tensor of(float[] values, int... shape) {
        return new Tensor(Arrays.stream(shape).boxed().toList(), values);
    }

    /// Its shape, not its values.
    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
