package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The ways to a data set.
public final class Datasets {
    private static final float DIGITS_SCALE = 1 / 16f;

    private Datasets() {}

    /// Handwritten digits that come with the library: 1,797 images of 8 x 8, values `k / 16` for k from 0 to 16, labels 0
    /// to 9. Test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (1998), UCI Machine
    /// Learning Repository, DOI 10.24432/C50P49, CC BY 4.0.
    ///
    /// @return the data set, 115 kB
    public static Dataset digits() {
        try (InputStream in = Datasets.class.getResourceAsStream("digits.csv.gz")) {
            if (in == null) {
                throw new IllegalStateException("the resource digits.csv.gz is missing from the library");
            }
            Path name = Path.of("digits.csv.gz");
            byte[] text = FileContent.unpack(name, in.readAllBytes());
            FloatDataset counts = CsvReader.parse(name, text, CsvFormat.plain().withLabelColumn(-1));
            byte[] bytes = new byte[counts.size() * counts.features()];
            float[] row = new float[counts.features()];
            for (int sample = 0; sample < counts.size(); sample++) {
                counts.read(sample, 0, row, 0);
                for (int i = 0; i < row.length; i++) {
                    bytes[sample * row.length + i] = (byte) row[i];
                }
            }
            return new ByteDataset(bytes, 0, 8, 8, DIGITS_SCALE, counts.labels());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
