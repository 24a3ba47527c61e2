package io.github.vae4j.study.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Likelihood;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/// The files are read by TensorFlow's own classes, their frames by a reader of this test.
class TensorBoardListenerTest {
    private static final Dataset DATA = Datasets.digits().take(1200);
    private static final Dataset VALIDATION = Datasets.digits().range(1200, 1700);

    @TempDir Path folder;

    private History train(VaeSpec spec, Dataset data, Dataset validation, int epochs, boolean replaces,
            TrainingListener... others) throws IOException {
        TrainingConfig config = TrainingConfig.defaults().withEpochs(epochs).withThreads(2);
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1), config);
                TensorBoardListener board = new TensorBoardListener(folder.resolve("logs"), trainer, validation,
                        replaces)) {
            trainer.addListener(board);
            for (TrainingListener other : others) {
                trainer.addListener(other);
            }
            return trainer.fit(data, validation);
        }
    }

    private List<Path> eventFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents.")).toList();
        }
    }

    private List<Event> events() throws IOException {
        List<Path> files = eventFiles();
        assertThat(files).hasSize(1);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.getFirst())).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(length));
            byte[] event = new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            bytes.get(event);
            assertThat(bytes.getInt()).as("checksum of the event").isEqualTo(masked(event));
            Event parsed = Event.parseFrom(event);
            assertThat(parsed.getUnknownFields().asMap()).isEmpty();
            events.add(parsed);
        }
        return events;
    }

    /// CRC-32C bit by bit, with the polynomial of RFC 3720, then masked.
    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    @Test
    void theChecksumOfThisTestIsThatOfTheStandard() {
        // RFC 3720, appendix B.4: 32 bytes of zeros have the CRC-32C 0x8A9136AA.
        assertThat(masked(new byte[32])).isEqualTo(Integer.rotateRight(0x8A9136AA, 15) + 0xa282ead8);
    }

    private static List<Event> tagged(List<Event> events, String tag) {
        return events.stream().filter(event -> event.getSummary().getValueCount() == 1
                && event.getSummary().getValue(0).getTag().equals(tag)).toList();
    }

    private static Summary.Value value(Event event) {
        return event.getSummary().getValue(0);
    }

    @Test
    void scalarsHistogramsAndImages() throws Exception {
        List<StepReport> steps = new ArrayList<>();
        List<Encoding> codes = new ArrayList<>();
        VaeSpec spec = VaeSpec.of(64, 3).withHidden(16);
        Vae[] trained = new Vae[1];
        History history;
        TrainingConfig config = TrainingConfig.defaults().withEpochs(2).withThreads(2);
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1), config);
                TensorBoardListener board = new TensorBoardListener(folder.resolve("logs"), trainer, VALIDATION,
                        false)) {
            assertThat(folder.resolve("logs")).doesNotExist();
            trained[0] = trainer.vae();
            trainer.addListener(board);
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    steps.add(report);
                }

                @Override
                public void onEpoch(EpochReport report) {
                    codes.add(trained[0].encode(VALIDATION));
                }
            });
            history = trainer.fit(DATA, VALIDATION);
        }
        List<Event> events = events();
        assertThat(events.getFirst().getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
        assertThat(events).allMatch(event -> event.getWallTime() > 1.7e9);

        List<Event> costs = tagged(events, "step/cost");
        assertThat(costs).extracting(Event::getStep).containsExactly(1L, 10L, 20L);
        assertThat(costs).extracting(event -> value(event).getSimpleValue()).containsExactly(
                (float) steps.get(0).cost(), (float) steps.get(9).cost(), (float) steps.get(19).cost());
        assertThat(tagged(events, "step/kl")).hasSize(3);
        assertThat(tagged(events, "train/reconstruction")).extracting(event -> value(event).getSimpleValue())
                .containsExactly((float) history.epochs().get(0).reconstruction(),
                        (float) history.epochs().get(1).reconstruction());
        List<Event> validation = tagged(events, "validation/kl");
        assertThat(validation).extracting(Event::getStep).containsExactly(12L, 24L);
        assertThat(value(validation.getLast()).getSimpleValue()).isEqualTo((float) history.last().validationKl());

        for (int unit = 0; unit < 3; unit++) {
            List<Event> histograms = tagged(events, "latent-means/unit-0" + (unit + 1));
            assertThat(histograms).hasSize(2);
            requireHistogram(value(histograms.getLast()).getHisto(), codes.get(1).mean(), unit);
        }
        assertThat(value(tagged(events, "latent-means/all").getLast()).getHisto().getNum()).isEqualTo(1500);

        requireImage(value(tagged(events, "reconstructions").getLast()).getImage(), 16, 2);
        requireImage(value(tagged(events, "traversals").getLast()).getImage(), 9, 3);
        BufferedImage first = image(value(tagged(events, "reconstructions").getLast()).getImage());
        float[] sample = new float[64];
        VALIDATION.read(0, 0, sample, 0);
        // Images of 8 x 8 are enlarged 3 times.
        assertThat(first.getRGB(3 * 4, 3 * 3) & 0xFF).isEqualTo(Math.round(255 * sample[3 * 8 + 4]));
    }

    private static void requireHistogram(HistogramProto histogram, float[] codes, int unit) {
        double[] values = new double[codes.length / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i * 3 + unit];
        }
        assertThat(histogram.getNum()).isEqualTo(values.length);
        assertThat(histogram.getSum()).isCloseTo(Arrays.stream(values).sum(), within(1e-9));
        assertThat(histogram.getSumSquares()).isCloseTo(Arrays.stream(values).map(v -> v * v).sum(), within(1e-9));
        assertThat(histogram.getMin()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(histogram.getMax()).isEqualTo(Arrays.stream(values).max().orElseThrow());
        assertThat(histogram.getBucketLimitList()).isSorted().hasSameSizeAs(histogram.getBucketList());
        assertThat(histogram.getBucketList().stream().mapToDouble(n -> n).sum()).isEqualTo(values.length);
        double half = histogram.getBucketLimit(19);
        assertThat(histogram.getBucketList().subList(0, 20).stream().mapToDouble(n -> n).sum())
                .isCloseTo((double) Arrays.stream(values).filter(v -> v < half).count(), within(1.0));
    }

    private static BufferedImage image(Summary.Image image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image.getEncodedImageString().toByteArray()));
    }

    private static void requireImage(Summary.Image image, int columns, int rows) throws IOException {
        BufferedImage read = image(image);
        assertThat(List.of(read.getWidth(), read.getHeight())).containsExactly(image.getWidth(), image.getHeight())
                .containsExactly(columns * 26 - 2, rows * 26 - 2);
        assertThat(image.getColorspace()).isEqualTo(read.getColorModel().getNumComponents());
    }

    @Test
    void filesOfTheProjector() throws IOException {
        train(VaeSpec.of(64, 3).withHidden(16), DATA, VALIDATION, 1, false);
        Path logs = folder.resolve("logs");
        assertThat(Files.readAllLines(logs.resolve("latent-means.tsv"))).hasSize(500)
                .allMatch(line -> line.split("\t", -1).length == 3);
        assertThat(Files.readAllLines(logs.resolve("samples.tsv"))).hasSize(501).startsWith("sample\tclass")
                .element(1).isEqualTo(VALIDATION.id(0) + "\t" + VALIDATION.classNames().get(VALIDATION.label(0)));
        assertThat(logs.resolve("projector_config.pbtxt")).content().contains("tensor_path: \"latent-means.tsv\"",
                "metadata_path: \"samples.tsv\"", "image_path: \"samples.png\"",
                "single_image_dim: 24\n    single_image_dim: 24");
        BufferedImage sprites = ImageIO.read(logs.resolve("samples.png").toFile());
        assertThat(List.of(sprites.getWidth(), sprites.getHeight())).containsExactly(23 * 24, 22 * 24);
    }

    /// Rows of a table are no images, and a model may have one unit.
    @Test
    void tablesHaveNoImages() throws IOException {
        Dataset table = Datasets.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2);
        VaeSpec spec = VaeSpec.of(2, 1).withHidden(4)
                .withLikelihood(Likelihood.gaussianLearned());
        train(spec, table, table, 1, false);
        assertThat(events()).noneMatch(event -> event.getSummary().getValueCount() > 0 && value(event).hasImage());
        assertThat(folder.resolve("logs/samples.png")).doesNotExist();
        assertThat(folder.resolve("logs/projector_config.pbtxt")).content().doesNotContain("sprite");
    }

    @Test
    void anotherTrainingIsNotMixedIn() throws IOException {
        Path logs = folder.resolve("logs");
        TensorBoardListener.requireFolder(logs);
        VaeSpec spec = VaeSpec.of(64, 2).withHidden(8);
        train(spec, DATA, VALIDATION, 1, false);
        assertThatThrownBy(() -> TensorBoardListener.requireFolder(logs)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("has the events of another training");
        assertThatThrownBy(() -> TensorBoardListener.requireFolder(logs.resolve("samples.tsv")))
                .hasMessageContaining("is a file");
        Path theirs = Files.writeString(logs.resolve("events.out.tfevents.1.host"), "");
        Path ours = eventFiles().stream().filter(file -> !file.equals(theirs)).findFirst().orElseThrow();
        train(spec, DATA, VALIDATION, 1, true);
        assertThat(ours).doesNotExist();
        assertThat(theirs).as("of another program").exists();
        train(spec, DATA, VALIDATION, 1, false);
        assertThat(eventFiles()).as("as of a training that continues").hasSize(3);
    }

    @Test
    void equalValuesAreOneRange() {
        Histogram histogram = Histogram.of(new float[] {2, 9, 2, 9}, 2, 0);
        assertThat(histogram.limits()).containsExactly(2);
        assertThat(histogram.counts()).containsExactly(2);
    }
}
