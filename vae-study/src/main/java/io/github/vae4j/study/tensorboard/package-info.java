/// A training as TensorBoard shows it: event files, and files for its projector.
package io.github.vae4j.study.tensorboard;
