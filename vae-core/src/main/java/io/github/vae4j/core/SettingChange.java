package io.github.vae4j.core;

/// A setting that changed when a run was continued.
///
/// @param epoch how many epochs were done
/// @param setting its name
/// @param before the value until then, as text
/// @param after the value from then on, as text
public record SettingChange(int epoch, String setting, String before, String after) {
    /// For example `epoch 12: lr 0.001 -> 1.0E-4`.
    @Override
    public String toString() {
        return "epoch " + epoch + ": " + setting + " " + before + " -> " + after;
    }
}
