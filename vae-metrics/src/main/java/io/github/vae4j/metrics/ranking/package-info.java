/// Rankings of items for users: how good they are, and two models that any other has to beat.
package io.github.vae4j.metrics.ranking;
