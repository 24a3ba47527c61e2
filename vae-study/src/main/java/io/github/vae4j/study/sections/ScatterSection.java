package io.github.vae4j.study.sections;

import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.List;

/// Article, item 1: the latent means of the model with two units, in the plane.
final class ScatterSection {
    private ScatterSection() {}

    static Report.Section of(StudyData data, TrainedModel plane, Groups groups) {
        int classes = groups.present().length;
        boolean labelled = data.test().hasLabels();
        String points = "the " + Numbers.count(data.test().size(), "test " + data.sampleName());
        String caption = "Each of " + points + " at the mean of its q(z|x) in the model with 2 latent units"
                + (labelled ? ", coloured by " + data.className() + "; the label stands at the median of its points"
                        : "")
                + ". " + (labelled && classes > 1
                        ? "The " + Numbers.plural(data.className())
                                + " lie in regions, though labels were never shown to "
                                + "the model. "
                        : "")
                + "The article shows the same picture for MNIST.";
        return new Report.Section("scatter", "1. The plane of a model with two units",
                List.of(new Block.Figure(ScatterPicture.draw("scatter-2d", "Latent means of " + points
                        + (labelled ? ", coloured by " + data.className() : ""), "latent unit 0, mean of q(z|x)",
                        "latent unit 1, mean of q(z|x)", plane.test().mean(), groups), caption)));
    }
}
