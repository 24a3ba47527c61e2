/// The catalogue of measures: one file for each, one list, from which the commands, JSON, the report and the documentation
/// take what there is.
package io.github.vae4j.study.measure;
