package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarConversion] with vectors; what is left at the end of a range goes through the specification itself.
public final class SimdConversion implements ConversionKernels {
    /// 16 bytes become one to four registers of ints.
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;

    private final ScalarConversion tail = new ScalarConversion();

    @Override
    public void toFloat(float[] out, int outOffset, byte[] in, int inOffset, int n, float scale) {
        int end = BYTES.loopBound(n);
        for (int i = 0; i < end; i += BYTES.length()) {
            ByteVector bytes = ByteVector.fromArray(BYTES, in, inOffset + i);
            for (int part = 0; part < BYTES.length() / LANES; part++) {
                FloatVector value = (FloatVector) ints(bytes, part).convertShape(I2F, FLOATS, 0);
                value.mul(scale).intoArray(out, outOffset + i + part * LANES);
            }
        }
        tail.toFloat(out, outOffset + end, in, inOffset + end, n - end, scale);
    }

    @Override
    public void binarise(float[] out, int outOffset, byte[] in, int inOffset, int n, int threshold) {
        int end = BYTES.loopBound(n);
        for (int i = 0; i < end; i += BYTES.length()) {
            ByteVector bytes = ByteVector.fromArray(BYTES, in, inOffset + i);
            for (int part = 0; part < BYTES.length() / LANES; part++) {
                all(0f).blend(1f, ints(bytes, part).compare(GE, threshold).cast(FLOATS))
                        .intoArray(out, outOffset + i + part * LANES);
            }
        }
        tail.binarise(out, outOffset + end, in, inOffset + end, n - end, threshold);
    }

    private static IntVector ints(ByteVector bytes, int part) {
        return (IntVector) bytes.convertShape(ZERO_EXTEND_B2I, INTS, part);
    }
}
