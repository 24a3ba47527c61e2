package io.github.vae4j.study.experiment;

import io.github.vae4j.core.data.Dataset;

/// The data of a study, in three parts that share no sample.
///
/// @param name as the user gave it
/// @param train what models learn from
/// @param validation whose cost is watched while they learn
/// @param test what all statistics are computed on
public record StudyData(String name, Dataset train, Dataset validation, Dataset test) {
    /// Whether the article's figures are of the same data.
    ///
    /// @return `true` for MNIST
    public boolean isArticles() {
        return name.equals("mnist");
    }

    /// What one sample is called.
    ///
    /// @return "image", or "sample" for data that are not images
    public String sampleName() {
        return isImages() ? "image" : "sample";
    }

    /// What the values of a sample are called.
    ///
    /// @return "pixels", or "features" for data that are not images
    public String valuesName() {
        return isImages() ? "pixels" : "features";
    }

    /// Whether samples can be shown as images.
    ///
    /// @return `true` if they have more than one row and column
    public boolean isImages() {
        int[] shape = test.imageShape();
        return shape[0] > 1 && shape[1] > 1;
    }

    /// What one class is called.
    ///
    /// @return "digit" for sets of digits, else "class"
    public String className() {
        return isArticles() || name.equals("digits") ? "digit" : "class";
    }
}
