/// The log-likelihood of a model on a data set, as `vae4j evaluate` measures it.
package io.github.vae4j.study.evaluate;
