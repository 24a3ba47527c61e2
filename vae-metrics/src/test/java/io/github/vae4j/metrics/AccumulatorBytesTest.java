package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.classes.CentroidAccumulator;
import io.github.vae4j.metrics.classes.ClassMomentAccumulator;
import io.github.vae4j.metrics.information.PosteriorAccumulator;
import io.github.vae4j.metrics.units.MomentAccumulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The byte form of accumulators: bit for bit there and back, and nothing damaged gets in.
class AccumulatorBytesTest {
    private static final int D = 2;
    private static final List<String> NAMES = List.of("Bär", "empty", "");
    private static final int CONTENT = 24;
    private static final int CHECKSUM = 32;

    /// Every accumulator there is, as bytes.
    enum Form {
        MOMENTS(1) {
            @Override
            byte[] some() throws IOException {
                MomentAccumulator moments = new MomentAccumulator(D);
                moments.add(codes());
                return bytes(moments::writeTo);
            }

            @Override
            byte[] again(InputStream in, boolean more) throws IOException {
                MomentAccumulator read = MomentAccumulator.readFrom(in);
                if (more) {
                    read.add(codes());
                }
                return bytes(read::writeTo);
            }
        },
        CLASS_MOMENTS(2) {
            @Override
            byte[] some() throws IOException {
                ClassMomentAccumulator moments = new ClassMomentAccumulator(D, NAMES);
                moments.add(new LabelledCodes(codes(), labels()));
                return bytes(moments::writeTo);
            }

            @Override
            byte[] again(InputStream in, boolean more) throws IOException {
                ClassMomentAccumulator read = ClassMomentAccumulator.readFrom(in);
                if (more) {
                    read.add(new LabelledCodes(codes(), labels()));
                }
                return bytes(read::writeTo);
            }
        },
        POSTERIOR(3) {
            @Override
            byte[] some() throws IOException {
                PosteriorAccumulator posterior = new PosteriorAccumulator(D);
                posterior.add(Posterior.of(rows(), rows(), D));
                return bytes(posterior::writeTo);
            }

            @Override
            byte[] again(InputStream in, boolean more) throws IOException {
                PosteriorAccumulator read = PosteriorAccumulator.readFrom(in);
                if (more) {
                    read.add(Posterior.of(rows(), rows(), D));
                }
                return bytes(read::writeTo);
            }
        },
        CENTROIDS(4) {
            @Override
            byte[] some() throws IOException {
                CentroidAccumulator centroids = new CentroidAccumulator(D, NAMES);
                centroids.add(rows(), 2, 0);
                centroids.add(rows(), 4, 2);
                centroids.add(rows(), 8, 2);
                return bytes(centroids::writeTo);
            }

            @Override
            byte[] again(InputStream in, boolean more) throws IOException {
                CentroidAccumulator read = CentroidAccumulator.readFrom(in);
                if (more) {
                    read.add(rows(), 0, 2);
                }
                return bytes(read::writeTo);
            }
        };

        /// Its number in the header.
        private final int kind;

        Form(int kind) {
            this.kind = kind;
        }

        /// An accumulator with some rows.
        abstract byte[] some() throws IOException;

        /// Reads an accumulator, adds the same rows once more if asked for, and writes it.
        abstract byte[] again(InputStream in, boolean more) throws IOException;

        byte[] again(byte[] bytes) throws IOException {
            return again(new ByteArrayInputStream(bytes), false);
        }
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    private static float[] rows() {
        float[] x = new float[10 * D];
        Philox.normal(x, 0, x.length, 31, 0, 0, 0);
        return x;
    }

    private static Codes codes() {
        return Codes.of(rows(), D);
    }

    private static Labels labels() {
        return Labels.of(new int[] {0, 2, 0, 0, 2, 2, 2, 0, 2, 0}, NAMES);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void thereAndBackBitForBit(Form form) throws IOException {
        byte[] bytes = form.some();
        assertThat(form.again(bytes)).isEqualTo(bytes);
        // What was read goes on as what was written: twice through a stream, or in one piece.
        byte[] further = form.again(new ByteArrayInputStream(bytes), true);
        assertThat(further).isNotEqualTo(bytes).hasSameSizeAs(bytes);
        assertThat(form.again(new ByteArrayInputStream(form.again(bytes)), true)).isEqualTo(further);
        InputStream two = new ByteArrayInputStream(join(bytes, further));
        assertThat(form.again(two, false)).isEqualTo(bytes);
        assertThat(form.again(two, false)).isEqualTo(further);
        assertThat(two.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsRefused(Form form) throws IOException {
        byte[] bytes = form.some();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> form.again(flipped)).as("bit %d", bit)
                    .isInstanceOf(AccumulatorFormatException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCutIsRefused(Form form) throws IOException {
        byte[] bytes = form.some();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> form.again(cut)).as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(AccumulatorFormatException.class).hasMessageContaining(length >= 8
                            ? "cut short"
                            : length > 0 ? "do not begin with vae4jacc" : "no bytes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherKindsAreRefused(Form form) throws IOException {
        for (Form other : Form.values()) {
            if (other != form) {
                byte[] bytes = other.some();
                assertThatThrownBy(() -> form.again(bytes)).isInstanceOf(AccumulatorFormatException.class)
                        .hasMessageContaining("the accumulator holds").hasMessageContaining(": expected");
            }
        }
    }

    /// Bytes with a header and a checksum that are right for a content.
    private static byte[] wrap(int version, int kind, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(CONTENT + content.length + CHECKSUM);
        bytes.put("vae4jacc".getBytes(StandardCharsets.US_ASCII)).putInt(version).putInt(kind).putLong(content.length)
                .put(content);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.array(), 0, bytes.position());
            return bytes.put(digest.digest()).array();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] content(byte[] bytes) {
        return Arrays.copyOfRange(bytes, CONTENT, bytes.length - CHECKSUM);
    }

    @Test
    void theFormIsTheDocumentedOne() throws IOException {
        MomentAccumulator moments = new MomentAccumulator(2);
        moments.add(Codes.of(new float[] {1, 5, 3, 1}, 2));
        ByteBuffer content = ByteBuffer.allocate(4 + 8 + 9 * 8).putInt(2).putLong(2);
        // Means, products of deviations (-1, 2) and (1, -2), third and fourth powers.
        for (double value : new double[] {2, 3, 2, -4, 8, 0, 0, 2, 32}) {
            content.putDouble(value);
        }
        assertThat(bytes(moments::writeTo)).isEqualTo(wrap(1, 1, content.array()));

        ByteBuffer classes = ByteBuffer.allocate(4 + 4 + 5 + 4).putInt(2).putInt(2).putInt(1)
                .put((byte) 'a').putInt(0);
        ClassMomentAccumulator two = new ClassMomentAccumulator(2, List.of("a", ""));
        two.add(new LabelledCodes(Codes.of(new float[] {1, 5, 3, 1}, 2), Labels.of(new int[] {0, 0}, two.names())));
        // The second class has neither name nor rows.
        byte[] none = ByteBuffer.allocate(content.capacity()).putInt(2).array();
        assertThat(bytes(two::writeTo)).isEqualTo(wrap(1, 2, join(classes.array(),
                join(content.array(), none))));

        PosteriorAccumulator prior = new PosteriorAccumulator(1);
        prior.add(Posterior.of(new float[] {3}, new float[1], 1));
        ByteBuffer posterior = ByteBuffer.allocate(4 + 8 + 6 * 8).putInt(1).putLong(1);
        // Mean and its moments, variance exp(0), KL 3^2 / 2.
        for (double value : new double[] {3, 0, 0, 0, 1, 4.5}) {
            posterior.putDouble(value);
        }
        assertThat(bytes(prior::writeTo)).isEqualTo(wrap(1, 3, posterior.array()));

        ByteBuffer centroids = ByteBuffer.allocate(4 + 4 + 5 + 2 * 8 + 8).putInt(1).putInt(1).putInt(1)
                .put((byte) 'a').putLong(1).putDouble(7).putDouble(0);
        CentroidAccumulator one = new CentroidAccumulator(1, List.of("a"));
        one.add(new float[] {7}, 0, 0);
        assertThat(bytes(one::writeTo)).isEqualTo(wrap(1, 4, centroids.array()));
    }

    @ParameterizedTest
    @EnumSource
    void aNewerVersionIsNamed(Form form) throws IOException {
        byte[] newer = wrap(2, form.kind, content(form.some()));
        assertThatThrownBy(() -> form.again(newer)).isInstanceOf(AccumulatorFormatException.class)
                .hasMessageContaining("version 2, this vae4j reads version 1").hasMessageContaining("newer vae4j");
    }

    /// A checksum that is right does not make a content right.
    @ParameterizedTest
    @EnumSource
    void contentsThatCannotBeAreRefused(Form form) throws IOException {
        int kind = form.kind;
        byte[] good = content(form.some());
        assertThat(form.again(wrap(1, kind, good))).isEqualTo(form.some());
        for (int length = 0; length < good.length; length++) {
            byte[] shorter = wrap(1, kind, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> form.again(shorter)).isInstanceOf(AccumulatorFormatException.class)
                    .hasMessageContaining("none that vae4j writes");
        }
        byte[] longer = wrap(1, kind, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> form.again(longer)).isInstanceOf(AccumulatorFormatException.class)
                .hasMessageContaining("1 bytes too many");
        byte[] notFinite = good.clone();
        ByteBuffer.wrap(notFinite).putDouble(good.length - Double.BYTES, Double.NaN);
        assertThatThrownBy(() -> form.again(wrap(1, kind, notFinite))).isInstanceOf(AccumulatorFormatException.class)
                .hasMessageContaining("NaN, expected a finite value");
        for (int columns : new int[] {0, -1, Integer.MAX_VALUE}) {
            byte[] wrong = good.clone();
            ByteBuffer.wrap(wrong).putInt(0, columns);
            assertThatThrownBy(() -> form.again(wrap(1, kind, wrong))).isInstanceOf(AccumulatorFormatException.class)
                    .hasMessageContaining("none that vae4j writes");
        }
    }

    @Test
    void negativeCountsAreRefused() throws IOException {
        byte[] content = content(Form.MOMENTS.some());
        ByteBuffer.wrap(content).putLong(4, -1);
        assertThatThrownBy(() -> Form.MOMENTS.again(wrap(1, 1, content)))
                .isInstanceOf(AccumulatorFormatException.class).hasMessageContaining("-1 rows, expected 0 or more");
    }

    @Test
    void otherFilesAreRefused() {
        byte[] other = "PK\3\4 some other file that is longer than a header".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> MomentAccumulator.readFrom(new ByteArrayInputStream(other)))
                .isInstanceOf(AccumulatorFormatException.class).hasMessageContaining("no accumulator of vae4j");
    }
}
