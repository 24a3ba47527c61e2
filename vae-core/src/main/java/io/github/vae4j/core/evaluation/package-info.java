/// What the log-likelihood of a trained model is, and how far that is known:
/// [io.github.vae4j.core.evaluation.LogLikelihood] measures, [io.github.vae4j.core.evaluation.LikelihoodSummary] summarises.
package io.github.vae4j.core.evaluation;
