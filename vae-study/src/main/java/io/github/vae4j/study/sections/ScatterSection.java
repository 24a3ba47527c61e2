package io.github.vae4j.study.sections;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.NearestCentroid;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Article, item 1: the latent means of the model with two units, in the plane.
final class ScatterSection {
    private ScatterSection() {}

    /// @param classes the class of every point, `null` without labels
    static Report.Section of(StudyData data, TrainedModel plane, Groups groups, @Nullable Labels classes,
            Workers workers) {
        boolean labelled = classes != null;
        String points = "the " + Numbers.count(data.test().size(), "test " + data.sampleName());
        String caption = "Each of " + points + " at the mean of its q(z|x) in the model with 2 latent units"
                + (labelled ? ", coloured by " + data.className() : "") + ". "
                + (classes != null && groups.present().length > 1 ? regions(data, plane, classes, workers) : "")
                + "The article shows the same picture for MNIST.";
        return new Report.Section("scatter", "1. The plane of a model with two units",
                List.of(new Block.Figure(ScatterPicture.draw("scatter-2d", "Latent means of " + points
                        + (labelled ? ", coloured by " + data.className() : ""), "latent unit 0, mean of q(z|x)",
                        "latent unit 1, mean of q(z|x)", plane.test().mean(), groups), caption)));
    }

    private static String regions(StudyData data, TrainedModel plane, Labels classes, Workers workers) {
        Proportion nearest = NearestCentroid
                .of(Codes.of(plane.test().mean(), 2), classes, NearestCentroid.Mode.SAME_SET, workers).overall();
        return "Labels were never shown to the model; even so " + Numbers.percent(nearest.share())
                + " of the points are "
                + "nearest to the centroid of their own " + data.className() + " in this plane. ";
    }
}
