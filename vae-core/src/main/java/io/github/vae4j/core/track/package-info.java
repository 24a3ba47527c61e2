/// What a training run leaves to look at and to compare: its history while it trains, digests of every step, and what
/// differs between two models, checkpoints or recorded runs.
///
/// [io.github.vae4j.core.track.HistoryWriter] and [io.github.vae4j.core.track.Recorder] are listeners of a
/// [io.github.vae4j.core.Trainer]; [io.github.vae4j.core.track.Comparison] compares files.
package io.github.vae4j.core.track;
