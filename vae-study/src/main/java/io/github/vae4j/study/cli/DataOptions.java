package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.study.run.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name the data.
final class DataOptions {
    @Option(
            names = "--data",
            description = "mnist, fashion-mnist, digits, or a file or folder (default: digits, with --data-dir mnist).") private @Nullable String data;

    @Option(
            names = "--data-dir",
            description = "Folder to look for the files of mnist and fashion-mnist first.") private @Nullable Path folder;

    /// Loads the data; `err` is told of downloads, if it is not `null`.
    TrainingData load(@Nullable PrintWriter err) throws IOException {
        DataStore store = DataStore.standard(folder);
        String name = data != null ? data : folder != null ? "mnist" : "digits";
        return TrainingData.load(name, err == null ? store : store.withProgress(new DownloadLines(err)));
    }
}
