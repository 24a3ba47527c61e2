package io.github.vae4j.core.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// An array with a shape, to be written.
public sealed interface Tensor {
    /// The sizes of the dimensions.
    ///
    /// @return sizes, whose product is the number of elements
    List<Integer> shape();

    /// The type that the elements are written as.
    ///
    /// @return [TensorType#F32] or [TensorType#F64]
    TensorType type();

    /// The number of elements.
    ///
    /// @return 0 or more
    int length();

    /// Puts elements into a buffer.
    ///
    /// @param out little endian, with enough space
    /// @param from the first element
    /// @param to the element behind the last one
    void put(ByteBuffer out, int from, int to);

    /// Single precision.
    ///
    /// @param shape sizes of the dimensions
    /// @param values the elements, row-major
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and model, never compared
    record Floats(List<Integer> shape, float[] values) implements Tensor {
        @Override
        public TensorType type() {
            return TensorType.F32;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void put(ByteBuffer out, int from, int to) {
            for (int i = from; i < to; i++) {
                out.putFloat(values[i]);
            }
        }
    }

    /// Double precision.
    ///
    /// @param shape sizes of the dimensions
    /// @param values the elements, row-major
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and model, never compared
    record Doubles(List<Integer> shape, double[] values) implements Tensor {
        @Override
        public TensorType type() {
            return TensorType.F64;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void put(ByteBuffer out, int from, int to) {
            for (int i = from; i < to; i++) {
                out.putDouble(values[i]);
            }
        }
    }

    /// An array of single precision.
    ///
    /// @param values the elements, row-major
    /// @param shape sizes of the dimensions; none stands for one dimension
    /// @return the array, not copied
    /// @throws IllegalArgumentException if the shape has another number of elements
    static Tensor of(float[] values, int... shape) {
        return new Floats(shape(values.length, shape), values);
    }

    /// An array of double precision.
    ///
    /// @param values the elements, row-major
    /// @param shape sizes of the dimensions; none stands for one dimension
    /// @return the array, not copied
    /// @throws IllegalArgumentException if the shape has another number of elements
    static Tensor of(double[] values, int... shape) {
        return new Doubles(shape(values.length, shape), values);
    }

    private static List<Integer> shape(int length, int... sizes) {
        List<Integer> shape = sizes.length == 0 ? List.of(length) : Arrays.stream(sizes).boxed().toList();
        if (shape.stream().anyMatch(size -> size < 0) || TensorInfo.elements(shape) != length) {
            throw new IllegalArgumentException(
                    "shape " + shape + " does not have the " + length + " elements of the array");
        }
        return shape;
    }
}
