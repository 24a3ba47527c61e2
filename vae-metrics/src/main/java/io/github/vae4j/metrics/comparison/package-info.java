/// How far two sets of points are from each other: codes or features of real and generated samples, or of two models.
package io.github.vae4j.metrics.comparison;
