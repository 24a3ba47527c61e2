/// Latent-space statistics on plain arrays: of any model's codes, not of ours alone.
///
/// Codes and posteriors come as [io.github.vae4j.metrics.Codes] and [io.github.vae4j.metrics.Posterior], classes as
/// [io.github.vae4j.metrics.Labels], generative factors as [io.github.vae4j.metrics.factors.Factors], words of
/// documents and items of users as [io.github.vae4j.metrics.Counts]. A statistic is a record with static methods that
/// compute it; the last argument is the team of [workers][io.github.vae4j.kernels.Workers].
///
/// | question | package |
/// |---|---|
/// | which units carry information? | [io.github.vae4j.metrics.units] |
/// | how much information, and of what kind? | [io.github.vae4j.metrics.information] |
/// | where do classes lie, and can they be separated? | [io.github.vae4j.metrics.classes] |
/// | has each factor a unit? | [io.github.vae4j.metrics.factors] |
/// | how far are two sets of points from each other? | [io.github.vae4j.metrics.comparison] |
/// | what do codes of many units look like? | [io.github.vae4j.metrics.projection] |
/// | are the topics of texts coherent, and words predicted? | [io.github.vae4j.metrics.topics] |
/// | how good is a ranking of items? | [io.github.vae4j.metrics.ranking] |
/// | how sure is a number? | [io.github.vae4j.metrics.resampling] |
///
/// Codes that arrive in parts go through an [io.github.vae4j.metrics.Accumulator]; there is one in each package whose
/// statistics are sums.
///
/// **Layout.** Codes are row-major, one sample a row: unit j of sample i lies at `i * units + j`. Results are lists.
/// **Units.** Information and divergences are in nats, logarithms natural. Sums are in double.
///
/// **The bit contract.** The same arguments give the same bits on every machine, for any number of
/// [io.github.vae4j.kernels.Workers].
///
/// **Errors.** Sizes that do not fit, values that are not finite and settings out of range throw an
/// [IllegalArgumentException] that names the argument, what was expected and what was given; an index of a unit or class
/// out of range throws an [IndexOutOfBoundsException]. What these data have no answer for throws a
/// [io.github.vae4j.metrics.NoAnswerException] with the reason; parts of a result that have no answer (a class without
/// samples, a unit that does not vary) are NaN where the method says so.
package io.github.vae4j.metrics;
