/// Where classes lie in a space, how far apart, and whether they can be found again: by centroids, neighbours, clusters,
/// linear classifiers or single units.
package io.github.vae4j.metrics.classes;
