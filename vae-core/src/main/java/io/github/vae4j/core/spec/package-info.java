/// The choices that make up a model and its training, and how to add your own.
///
/// A [Likelihood], [Prior], [Posterior], [LayerSpec], [Term], [Optimiser] or [LearningRate] is one file: it computes,
/// names, describes, reads and writes itself. Each has a text form `name:argument:...` that model files, configuration
/// files and the command line share; see [Kind].
@NullMarked
package io.github.vae4j.core.spec;

import org.jspecify.annotations.NullMarked;
