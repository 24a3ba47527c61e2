/// The application: the command line ([io.github.vae4j.study.cli]) and the study behind it.
package io.github.vae4j.study;
