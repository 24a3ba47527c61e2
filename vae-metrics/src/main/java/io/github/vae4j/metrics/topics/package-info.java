/// Topics of models of texts: are they coherent and different, and how well does a model predict words?
package io.github.vae4j.metrics.topics;
