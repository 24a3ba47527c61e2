/// Variational autoencoders: model, trainer, checkpoints.
///
/// The way in: a [io.github.vae4j.core.VaeSpec] gives the shape of a model, [io.github.vae4j.core.Vae#create] makes it, a
/// [io.github.vae4j.core.Trainer] trains it on a [io.github.vae4j.core.data.Dataset] as a
/// [io.github.vae4j.core.TrainingConfig] says, and the [io.github.vae4j.core.Vae] then encodes, decodes, samples and
/// gives bounds of the likelihood.
///
/// **Layout.** Samples, codes and results are `float[]`, row-major: (rows, columns) means that element (r, c) lies at
/// `r * columns + c`. **Units.** All costs and divergences are in nats, logarithms natural.
///
/// **The bit contract.** The same seed, data and configuration give the same bits on every machine, for any number of
/// threads.
///
/// **Errors.** A message says what was wrong and what was expected. What can be known before the work begins is refused
/// before anything is changed; values of samples are checked when they are read, see [io.github.vae4j.core.Trainer#fit]: arguments with [IllegalArgumentException], `null` with [NullPointerException] unless an argument says that it
/// may be null, files with [io.github.vae4j.core.ModelFormatException]. Training that cannot go on throws
/// [io.github.vae4j.core.TrainingException].
package io.github.vae4j.core;
