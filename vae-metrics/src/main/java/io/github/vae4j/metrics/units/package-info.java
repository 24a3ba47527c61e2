/// Which units carry information, and along how many directions points vary: activity, principal components, intrinsic
/// dimension, moments.
package io.github.vae4j.metrics.units;
