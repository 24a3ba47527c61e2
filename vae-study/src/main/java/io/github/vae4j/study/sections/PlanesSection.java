package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.units.Pca;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.measure.PrincipalComponentsMeasure;
import io.github.vae4j.study.measure.Subject;
import io.github.vae4j.study.measure.TSneMeasure;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Codes of many units in planes: the first two principal components, and t-SNE.
final class PlanesSection {
    private PlanesSection() {}

    /// The section; without planes if the codes have one unit, or neither was measured.
    static Report.@Nullable Section of(Measurements measurements) {
        Subject subject = measurements.subject();
        Labels labels = subject.labels();
        String coloured = labels == null ? "" : ", coloured by class";
        List<Block.Figure> figures = new ArrayList<>();
        Pca pca = measurements.result(PrincipalComponentsMeasure.class);
        if (pca != null && subject.codes().units() > 1) {
            double share = (pca.variances().get(0) + pca.variances().get(1)) / pca.totalVariance();
            Codes plane = pca.project(subject.codes());
            figures.add(new Block.Figure(
                    ScatterPicture.draw("pca-plane", "Codes in their first two principal components",
                            "first component", "second component", firstTwo(plane), groups(labels, plane.rows())),
                    "The first two principal components of all samples" + coloured + "; they have "
                            + Numbers.percent(share) + " of the variance."));
        }
        TSneMeasure.Plane tsne = measurements.result(TSneMeasure.class);
        if (tsne != null && subject.codes().units() > 2) {
            figures.add(new Block.Figure(ScatterPicture.draw("t-sne-plane", "Codes in a plane by t-SNE", "", "",
                    firstTwo(tsne.plane()), groups(tsne.labels(), tsne.plane().rows())),
                    "t-SNE of " + Numbers.count(tsne.plane().rows(), "sample") + coloured
                            + ": neighbours stay neighbours; sizes and distances of clusters mean little."));
        }
        return figures.isEmpty()
                ? null
                : new Report.Section("planes", "The codes in a plane", List.of(new Block.Figures(figures)));
    }

    private static float[] firstTwo(Codes plane) {
        float[] points = new float[2 * plane.rows()];
        for (int i = 0; i < points.length; i++) {
            points[i] = plane.get(i / 2, i % 2);
        }
        return points;
    }

    /// Classes as colours.
    static Groups groups(@Nullable Labels labels, int rows) {
        if (labels == null) {
            return Groups.one(rows);
        }
        int[] of = new int[labels.size()];
        Arrays.setAll(of, labels::get);
        return new Groups(of, labels.names());
    }
}
