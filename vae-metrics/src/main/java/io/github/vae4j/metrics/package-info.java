/// Latent-space statistics on plain arrays: of any model's codes, not of ours alone.
///
/// | question | types |
/// |---|---|
/// | which units carry information? | [io.github.vae4j.metrics.ActiveUnits], [io.github.vae4j.metrics.AggregatePosterior], [io.github.vae4j.metrics.KlDecomposition], [io.github.vae4j.metrics.Pca], [io.github.vae4j.metrics.IntrinsicDimension] |
/// | where do classes lie, and how far apart? | [io.github.vae4j.metrics.ClassCentroids], [io.github.vae4j.metrics.CentroidDistances], [io.github.vae4j.metrics.ClassSeparation], [io.github.vae4j.metrics.Silhouette], [io.github.vae4j.metrics.LatentProfiles] |
/// | can classes be told? | [io.github.vae4j.metrics.NearestCentroid], [io.github.vae4j.metrics.LinearProbe], [io.github.vae4j.metrics.Neighbourhood], [io.github.vae4j.metrics.KMeans], [io.github.vae4j.metrics.GrandmotherTest] |
/// | has each factor a unit? | [io.github.vae4j.metrics.Mig], [io.github.vae4j.metrics.Dci], [io.github.vae4j.metrics.Sap], [io.github.vae4j.metrics.Modularity], [io.github.vae4j.metrics.BetaVaeScore], [io.github.vae4j.metrics.FactorVaeScore], [io.github.vae4j.metrics.Udr] |
/// | how sure is a figure? | [io.github.vae4j.metrics.Bootstrap], [io.github.vae4j.metrics.Proportion] |
/// | do codes arrive in parts? | [io.github.vae4j.metrics.MomentAccumulator], [io.github.vae4j.metrics.ClassMomentAccumulator], [io.github.vae4j.metrics.PosteriorAccumulator], [io.github.vae4j.metrics.ClassCentroids.Accumulator] |
///
/// **Layout.** Codes are `float[]`, row-major, one sample a row: (n, d) means that unit j of sample i lies at `i * d + j`.
/// **Units.** Information and divergences are in nats, logarithms natural. Sums are in double.
///
/// **The bit contract.** The same arguments give the same bits on every machine, for any number of
/// [io.github.vae4j.kernels.Workers].
///
/// **Errors.** Sizes that do not fit, values that are not finite and settings out of range give an
/// [IllegalArgumentException] that names the argument, what was expected and what was given; the index of a unit or class
/// that is none gives an [IndexOutOfBoundsException]. What has no answer for the data (a class without samples, a unit
/// that does not vary) is NaN where the method says so.
package io.github.vae4j.metrics;
