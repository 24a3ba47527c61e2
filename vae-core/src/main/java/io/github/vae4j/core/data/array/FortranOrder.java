package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Arrays whose first index runs fastest, as NumPy saves a transposed array or pandas' `to_numpy()`.
final class FortranOrder {
    private FortranOrder() {}

    /// A copy in C order, whose last index runs fastest. The file holds exactly the elements from `offset` on.
    static MemorySegment toC(ArrayFile file, int[] shape, long elementBytes, long offset) throws DataFormatException {
        long total = ArrayShape.elements(shape) * elementBytes;
        if (total > Integer.MAX_VALUE - 8) {
            throw file.error("header", "expected at most 2 GB in Fortran order, found " + total
                    + " bytes: save numpy.ascontiguousarray(array) instead");
        }
        byte[] out = new byte[(int) total];
        int bytes = (int) elementBytes;
        int rank = shape.length;
        long[] stride = new long[rank];
        stride[0] = elementBytes;
        for (int d = 1; d < rank; d++) {
            stride[d] = stride[d - 1] * shape[d - 1];
        }
        int[] index = new int[rank];
        long from = offset;
        for (int to = 0; to < out.length; to += bytes) {
            MemorySegment.copy(file.data(), ValueLayout.JAVA_BYTE, from, out, to, bytes);
            int d = rank - 1;
            while (d >= 0 && ++index[d] == shape[d]) {
                from -= stride[d] * (shape[d] - 1L);
                index[d] = 0;
                d--;
            }
            from += d >= 0 ? stride[d] : 0;
        }
        return MemorySegment.ofArray(out);
    }
}
