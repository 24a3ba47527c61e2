/// The study itself: which data, which models, what is trained and measured. Its report is in package `sections`.
package io.github.vae4j.study.experiment;
