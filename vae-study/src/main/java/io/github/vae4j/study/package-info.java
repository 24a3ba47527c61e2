/// The application: the command line (package `cli`) and the study behind it.
package io.github.vae4j.study;
