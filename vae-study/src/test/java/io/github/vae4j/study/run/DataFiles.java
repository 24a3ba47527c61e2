package io.github.vae4j.study.run;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.NpyWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/// A data set in every kind of file that a user may have.
public final class DataFiles {
    private DataFiles() {}

    /// @return `x.npy`
    public static Path npy(Path folder, Dataset data) throws IOException {
        int[] shape = data.imageShape();
        NpyWriter.write(folder.resolve("x.npy"), values(data), data.size(), shape[0], shape[1]);
        return folder.resolve("x.npy");
    }

    /// @return `y.npy`
    public static Path npyLabels(Path folder, Dataset data) throws IOException {
        NpyWriter.write(folder.resolve("y.npy"), IntStream.range(0, data.size()).map(data::label).toArray(),
                data.size());
        return folder.resolve("y.npy");
    }

    /// @return `y.txt`, the names of the classes one a line
    public static Path textLabels(Path folder, Dataset data, String prefix) throws IOException {
        String lines = IntStream.range(0, data.size()).mapToObj(i -> prefix + data.classNames().get(data.label(i)))
                .collect(Collectors.joining("\n", "", "\n"));
        return Files.writeString(folder.resolve("y.txt"), lines);
    }

    /// @return `x.csv`: a header, the label in a column `kind` in the middle
    public static Path csv(Path folder, Dataset data) throws IOException {
        int half = data.features() / 2;
        StringBuilder text = new StringBuilder();
        for (int j = 0; j < data.features(); j++) {
            text.append(j == half ? "kind," : "").append('p').append(j)
                    .append(j + 1 < data.features() ? "," : "\n");
        }
        float[] values = values(data);
        for (int i = 0; i < data.size(); i++) {
            for (int j = 0; j < data.features(); j++) {
                text.append(j == half ? "class " + data.classNames().get(data.label(i)) + "," : "")
                        .append(values[i * data.features() + j]).append(j + 1 < data.features() ? "," : "\n");
            }
        }
        return Files.writeString(folder.resolve("x.csv"), text);
    }

    /// @return a folder with the four files of an IDX set, packed; the last samples are the test part
    public static Path idx(Path folder, Dataset data, int test) throws IOException {
        Path set = Files.createDirectories(folder.resolve("idx"));
        int train = data.size() - test;
        idx(set.resolve("toy-train-images-idx3-ubyte.gz"), data.take(train), true);
        idx(set.resolve("toy-train-labels-idx1-ubyte.gz"), data.take(train), false);
        idx(set.resolve("toy-test-images-idx3-ubyte.gz"), data.range(train, data.size()), true);
        idx(set.resolve("toy-test-labels-idx1-ubyte.gz"), data.range(train, data.size()), false);
        return set;
    }

    private static void idx(Path file, Dataset data, boolean images) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(0x0800 + (images ? 3 : 1));
            out.writeInt(data.size());
            if (images) {
                out.writeInt(data.imageShape()[0]);
                out.writeInt(data.imageShape()[1]);
            }
            float[] values = values(data);
            for (int i = 0; i < data.size(); i++) {
                if (images) {
                    for (int j = 0; j < data.features(); j++) {
                        out.writeByte(Math.round(255 * values[i * data.features() + j]));
                    }
                } else {
                    out.writeByte(data.label(i));
                }
            }
        }
    }

    /// @return a folder with a folder of PNG images for each class
    public static Path images(Path folder, Dataset data) throws IOException {
        int[] shape = data.imageShape();
        float[] values = values(data);
        for (int i = 0; i < data.size(); i++) {
            BufferedImage image = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_BYTE_GRAY);
            for (int j = 0; j < data.features(); j++) {
                image.getRaster().setSample(j % shape[1], j / shape[1], 0,
                        Math.round(255 * values[i * data.features() + j]));
            }
            Path ofClass = Files.createDirectories(folder.resolve("images/" + data.classNames().get(data.label(i))));
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            Files.write(ofClass.resolve(10_000 + i + ".png"), png.toByteArray());
        }
        return folder.resolve("images");
    }

    private static float[] values(Dataset data) {
        float[] values = new float[data.size() * data.features()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, values, i * data.features());
        }
        return values;
    }
}
