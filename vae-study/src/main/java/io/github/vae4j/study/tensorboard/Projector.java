package io.github.vae4j.study.tensorboard;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.study.picture.ImageGrid;
import io.github.vae4j.study.picture.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The files of TensorBoard's projector: codes, names of samples and classes, and, of images, all of them in one picture.
final class Projector {
    private static final String CODES = "latent-means.tsv";
    private static final String SAMPLES = "samples.tsv";
    private static final String SPRITES = "samples.png";
    // The largest side of a picture that browsers take as a texture.
    private static final int MAX_SIDE = 8192;

    private final Path folder;
    private final Dataset samples;
    private final int side;
    private final boolean hasSprites;
    private boolean begun;

    Projector(Path folder, Dataset samples) {
        this.folder = folder;
        this.samples = samples;
        side = (int) Math.ceil(Math.sqrt(samples.size()));
        int[] shape = samples.imageShape();
        hasSprites = shape[0] > 1 && shape[1] > 1 && (long) Math.max(shape[0], shape[1]) * side <= MAX_SIDE;
    }

    void write(Encoding codes, float[] values) throws IOException {
        if (!begun) {
            begun = true;
            text(SAMPLES, names());
            text("projector_config.pbtxt", configuration(values));
        }
        text(CODES, IntStream.range(0, codes.rows())
                .mapToObj(r -> IntStream.range(0, codes.latent())
                        .mapToObj(c -> Float.toString(codes.mean()[r * codes.latent() + c]))
                        .collect(Collectors.joining("\t", "", "\n")))
                .collect(Collectors.joining()));
    }

    private String names() {
        StringBuilder names = new StringBuilder("sample\tclass\n");
        for (int i = 0; i < samples.size(); i++) {
            names.append(word(samples.id(i))).append('\t')
                    .append(samples.hasLabels() ? word(samples.classNames().get(samples.label(i))) : "").append('\n');
        }
        return names.toString();
    }

    private static String word(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private String configuration(float[] values) throws IOException {
        String sprite = "";
        if (hasSprites) {
            int[] shape = samples.imageShape();
            Picture picture = ImageGrid.draw("samples", "samples", values, shape[0], shape[1], side, 0);
            AtomicFile.write(folder.resolve(SPRITES), picture.content());
            sprite = "  sprite {\n    image_path: \"" + SPRITES + "\"\n    single_image_dim: " + picture.width() / side
                    + "\n    single_image_dim: " + picture.height() / Math.ceilDiv(samples.size(), side) + "\n  }\n";
        }
        return "embeddings {\n  tensor_name: \"latent means\"\n  tensor_path: \"" + CODES + "\"\n  metadata_path: \""
                + SAMPLES + "\"\n" + sprite + "}\n";
    }

    private void text(String name, String text) throws IOException {
        AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
