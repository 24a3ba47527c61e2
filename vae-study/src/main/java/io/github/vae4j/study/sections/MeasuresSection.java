package io.github.vae4j.study.sections;

import io.github.vae4j.study.measure.Figure;
import io.github.vae4j.study.measure.Measured;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;

/// Every figure of the catalogue, with the samples that it is of and who defined it, and what had no answer.
final class MeasuresSection {
    private MeasuresSection() {}

    static Report.Section of(Measurements measurements, String title) {
        List<List<String>> rows = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (Measured<?> one : measurements.all()) {
            for (Figure figure : one.finding().figures()) {
                rows.add(List.of(one.measure().about().id(), figure.name(), FigureText.of(figure), one.basis(),
                        one.measure().about().reference()));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table("measures", "All measures; their values are in results.json",
                    List.of("measure", "figure", "value (95 % interval)", "of", "defined by"), rows));
        }
        for (Measured<?> one : measurements.all()) {
            if (one.result() == null) {
                blocks.add(new Block.Text("No " + one.measure().about().id() + ": " + one.reason() + "."));
            }
        }
        return new Report.Section("measures", title, blocks);
    }
}
