package io.github.vae4j.study.experiment;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.study.measure.ActiveUnitsMeasure;
import io.github.vae4j.study.measure.Measurements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All numbers of a study as JSON, for programs. What is not a number is `null`.
public final class ResultsJson {
    private ResultsJson() {}

    /// Writes the results.
    ///
    /// @param results of a study
    /// @return a JSON object, indented
    public static String of(StudyResults results) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schema", Measurements.SCHEMA);
        root.put("environment", environment(results.environment()));
        root.put("data", data(results.data()));
        root.put("training", training(results.training()));
        root.put("seconds", number(results.seconds()));
        root.put("models", List.of(model(results.main()), model(results.plane())));
        root.put("codes", results.measurements().json());
        ClassResults classes = results.classes();
        root.put("rules", classes == null ? null : classes(classes));
        return text(root);
    }

    /// Writes the results of a sweep.
    ///
    /// @param results of a sweep
    /// @return a JSON object, indented
    public static String of(SweepResults results) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schema", Measurements.SCHEMA);
        root.put("environment", environment(results.environment()));
        root.put("data", data(results.study().data()));
        root.put("training", training(results.study().training()));
        root.put("seconds", number(results.seconds()));
        root.put("parameter", results.plan().parameter().word());
        root.put("values", results.plan().values());
        root.put("seeds", results.plan().seeds());
        root.put("models", results.points().stream().map(ResultsJson::point).toList());
        return text(root);
    }

    private static Map<String, @Nullable Object> point(SweepResults.Point point) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("value", point.value());
        map.put("seed", point.seed());
        map.put("control", point.control());
        map.put("trainingSamples", point.trainingSamples());
        map.put("testCost", number(point.testCost()));
        map.put("active-units", ActiveUnitsMeasure.describe(point.units()).values());
        map.put("intrinsic-dimension", dimension(point.dimension()));
        return map;
    }

    private static Map<String, @Nullable Object> dimension(LatentDimension dimension) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("ofCodes", number(dimension.ofMeans()));
        map.put("ofDraw", number(dimension.ofSamples()));
        return map;
    }

    private static String text(Map<String, @Nullable Object> root) {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> environment(Environment on) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", on.version());
        map.put("jdk", on.jdk());
        map.put("os", on.os());
        map.put("cpu", on.cpu());
        map.put("kernels", on.kernels());
        return map;
    }

    private static Map<String, Object> data(StudyData data) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", data.name());
        map.put("features", data.train().features());
        map.put("classNames", data.test().classNames());
        map.put("train", part(data.train()));
        map.put("validation", part(data.validation()));
        map.put("test", part(data.test()));
        return map;
    }

    private static Map<String, Object> part(Dataset part) {
        Map<String, Object> map = new LinkedHashMap<>(); // Map.of has another order in every process
        map.put("samples", part.size());
        map.put("sha256", part.contentHash());
        return map;
    }

    private static Map<String, Object> training(TrainingConfig config) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epochs", config.epochs());
        map.put("batchSize", config.batchSize());
        map.put("optimiser", config.optimiser().toString());
        map.put("klWeight", config.objective().klWeight().toString());
        map.put("seed", config.seed());
        map.put("threads", config.threads());
        return map;
    }

    private static Map<String, @Nullable Object> model(TrainedModel model) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", model.name());
        map.put("latent", model.latent());
        map.put("encoder", model.vae().spec().encoder().stream().map(Object::toString).toList());
        map.put("decoder", model.vae().spec().decoder().stream().map(Object::toString).toList());
        map.put("activation", model.vae().spec().activation().name());
        map.put("likelihood", model.vae().spec().likelihood().toString());
        map.put("parameters", model.vae().spec().parameterCount());
        map.put("medianSamplesPerSecond", number(model.history().medianSamplesPerSecond()));
        map.put("testReconstruction", number(model.testReconstruction()));
        map.put("testKl", number(model.testKl()));
        map.put("testCost", number(model.testCost()));
        map.put("epochs", model.history().epochs().stream().map(ResultsJson::epoch).toList());
        return map;
    }

    private static Map<String, @Nullable Object> epoch(EpochReport report) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("epoch", report.epoch());
        map.put("cost", number(report.cost()));
        map.put("reconstruction", number(report.reconstruction()));
        map.put("kl", number(report.kl()));
        map.put("validationReconstruction", number(report.validationReconstruction()));
        map.put("validationKl", number(report.validationKl()));
        map.put("seconds", number(report.seconds()));
        return map;
    }

    /// What the catalogue does not have: rules that know the training set or the raw data.
    private static Map<String, @Nullable Object> classes(ClassResults classes) {
        Map<String, @Nullable Object> rules = new LinkedHashMap<>();
        classes.rules().forEach(rule -> rules.put(rule.id(), proportion(rule.right())));
        return rules;
    }

    private static Map<String, @Nullable Object> proportion(Proportion proportion) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("share", number(proportion.share()));
        map.put("low", number(proportion.low()));
        map.put("high", number(proportion.high()));
        map.put("hits", proportion.hits());
        map.put("total", proportion.total());
        return map;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
