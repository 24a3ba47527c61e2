package io.github.vae4j.study.experiment;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.Measurements;
import org.jspecify.annotations.Nullable;

/// Everything a study found.
///
/// @param data it worked on
/// @param training how models were trained
/// @param main the model whose units were looked at
/// @param plane the model with two units
/// @param measurements all measures of the codes of the test set in the main model
/// @param units what the units of the main model do on the test set
/// @param dimension how many dimensions the codes of the test set have in the main model
/// @param classes what is true of the classes, `null` if the data has no labels
/// @param environment what it ran on
/// @param seconds the whole took, the report not included
public record StudyResults(StudyData data, TrainingConfig training, TrainedModel main, TrainedModel plane,
        Measurements measurements, ActiveUnits units, LatentDimension dimension, @Nullable ClassResults classes,
        Environment environment,
        double seconds) {}
