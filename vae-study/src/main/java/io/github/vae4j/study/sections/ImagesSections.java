package io.github.vae4j.study.sections;

import io.github.vae4j.core.Vae;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.ImageGrid;
import io.github.vae4j.study.picture.ImagePanel;
import io.github.vae4j.study.picture.Picture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What the models draw: reconstructions, samples, the decoded plane and traversals.
final class ImagesSections {
    private static final int COLUMNS = 10;
    private static final int SAMPLES = 100;
    private static final int PLANE_SIDE = 20;
    private static final double PLANE_REACH = 3;
    private static final int STEPS = 13;
    private static final int MOST_UNITS = 20;

    private final StudyData data;
    private final Workers workers;
    private final int height;
    private final int width;
    private final int features;

    ImagesSections(StudyData data, Workers workers) {
        this.data = data;
        this.workers = workers;
        int[] shape = data.test().imageShape();
        height = shape[0];
        width = shape[1];
        features = data.test().features();
    }

    /// Inputs beside what the models make of them, evenly from all classes.
    Report.Section reconstructions(TrainedModel main, TrainedModel plane, Groups groups) {
        List<Integer> chosen = spread(groups, 3 * COLUMNS);
        int columns = Math.min(COLUMNS, chosen.size());
        float[] inputs = new float[chosen.size() * features];
        for (int i = 0; i < chosen.size(); i++) {
            data.test().read(chosen.get(i), 0, inputs, i * features);
        }
        List<float[]> kinds = List.of(inputs, main.vae().on(workers).reconstruct(inputs, chosen.size()),
                plane.vae().on(workers).reconstruct(inputs, chosen.size()));
        int blocks = (chosen.size() + columns - 1) / columns;
        float[] all = new float[blocks * kinds.size() * columns * features];
        List<String> names = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                int row = block * kinds.size() + kind;
                int images = Math.min(columns, chosen.size() - block * columns);
                System.arraycopy(kinds.get(kind), block * columns * features, all, row * columns * features,
                        images * features);
            }
            names.addAll(List.of("input", units(main), units(plane)));
        }
        Picture grid = grid("reconstructions", "Test images, and below each its reconstruction by the model with "
                + units(main) + " and by the model with " + units(plane), all, columns);
        String caption = "Every third row are test images; below them what the model with " + units(main)
                + " makes of the mean of their codes (on average " + Numbers.fixed(main.testReconstruction(), 1)
                + " nats per " + data.sampleName() + " to describe the rest), then the model with " + units(plane)
                + " ("
                + Numbers.fixed(plane.testReconstruction(), 1) + " nats). The article's notebook shows the same.";
        return section("reconstructions", "Inputs beside reconstructions",
                ImagePanel.draw(grid, names.size(), columns, new ImagePanel.Side("", names),
                        new ImagePanel.Side("", List.of())),
                caption);
    }

    /// Decoded draws from the prior.
    Report.Section samples(TrainedModel main, long seed) {
        float[] images = main.vae().on(workers).sample(SAMPLES, seed);
        Picture grid = grid("samples", SAMPLES + " decoded draws from the prior", images, COLUMNS);
        return section("samples", "Samples from the prior", framed(grid, COLUMNS, COLUMNS),
                SAMPLES + " draws of z from N(0, I) in the model with " + units(main)
                        + ", decoded. What looks like nothing comes from places of the prior that no "
                        + data.sampleName() + " is encoded to.");
    }

    /// The plane of the model with two units, decoded.
    Report.Section plane(TrainedModel plane) {
        float[] z = new float[PLANE_SIDE * PLANE_SIDE * 2];
        for (int row = 0; row < PLANE_SIDE; row++) {
            for (int column = 0; column < PLANE_SIDE; column++) {
                int at = 2 * (row * PLANE_SIDE + column);
                z[at] = (float) along(column, PLANE_SIDE);
                z[at + 1] = (float) along(PLANE_SIDE - 1 - row, PLANE_SIDE); // as in the scatter: upwards is more
            }
        }
        float[] images = plane.vae().on(workers).decode(z, PLANE_SIDE * PLANE_SIDE);
        Picture grid = ImageGrid.draw("plane-2d", "The plane of the model with two units, decoded", brightness(images),
                height, width, PLANE_SIDE, 0);
        List<String> ticks = List.of("\u22123", "\u22122", "\u22121", "0", "1", "2", "3");
        Picture picture = ImagePanel.draw(grid, PLANE_SIDE, PLANE_SIDE,
                new ImagePanel.Side("latent unit 1", ticks.reversed()), new ImagePanel.Side("latent unit 0", ticks));
        return section("plane", "The plane, decoded", picture,
                "20 x 20 images decoded from the points of a regular grid "
                        + "over [\u22123, 3] x [\u22123, 3] in the model with 2 latent units, in the orientation of the scatter "
                        + "above. Neighbours change little by little. The article's notebook shows the same grid.");
    }

    /// One row of images per unit, from -3 to 3, all other units at zero.
    ///
    /// @param order units, those with the largest KL first
    /// @param active whether each unit is active
    Report.Section traversals(TrainedModel main, int[] order, boolean[] active) {
        int[] units = IntStream.of(order).filter(unit -> active[unit]).limit(MOST_UNITS).toArray();
        if (units.length == 0) {
            return new Report.Section("traversals", "Traversals of the active units",
                    List.of(new Block.Text("No unit is active, so there is nothing to traverse.")));
        }
        int latent = main.latent();
        float[] z = new float[units.length * STEPS * latent];
        for (int row = 0; row < units.length; row++) {
            for (int step = 0; step < STEPS; step++) {
                z[(row * STEPS + step) * latent + units[row]] = (float) along(step, STEPS);
            }
        }
        Vae vae = main.vae();
        Picture grid = grid("traversals", "Images decoded along each of the most active units",
                vae.on(workers).decode(z, units.length * STEPS), STEPS);
        List<String> names = IntStream.of(units).mapToObj(unit -> "unit " + unit).toList();
        Picture picture = ImagePanel.draw(grid, units.length, STEPS, new ImagePanel.Side("", names),
                new ImagePanel.Side("value of the unit", List.of("\u22123", "0", "3")));
        return section("traversals", "Traversals of the active units", picture,
                "Each row changes one unit from \u22123 to 3"
                        + " while all others stay at 0, units with the largest KL on top. A row in which one class turns into"
                        + " several others shows that the unit belongs to no single one.");
    }

    private static double along(int index, int count) {
        return -PLANE_REACH + 2 * PLANE_REACH * index / (count - 1);
    }

    private static String units(TrainedModel model) {
        return String.format(Locale.ROOT, "%d units", model.latent());
    }

    private Picture grid(String name, String description, float[] values, int columns) {
        return ImageGrid.draw(name, description, brightness(values), height, width, columns, 2);
    }

    private static Picture framed(Picture grid, int rows, int columns) {
        ImagePanel.Side none = new ImagePanel.Side("", List.of());
        return ImagePanel.draw(grid, rows, columns, none, none);
    }

    /// Data that is not within [0, 1] is shown from its smallest to its largest value.
    private float[] brightness(float[] values) {
        if (data.test().isUnitRange()) {
            return values;
        }
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length && high > low; i++) {
            scaled[i] = (values[i] - low) / (high - low);
        }
        return scaled;
    }

    /// The first of every class, then the second of every class, and so on.
    private static List<Integer> spread(Groups groups, int most) {
        List<int[]> members = IntStream.of(groups.present()).mapToObj(groups::members).toList();
        List<Integer> chosen = new ArrayList<>();
        for (int round = 0; chosen.size() < Math.min(most, groups.of().length); round++) {
            for (int[] group : members) {
                if (round < group.length && chosen.size() < most) {
                    chosen.add(group[round]);
                }
            }
        }
        return chosen;
    }

    private static Report.Section section(String id, String title, Picture picture, String caption) {
        return new Report.Section(id, title, List.of(new Block.Figure(picture, caption)));
    }
}
