/// Command line and report.
package io.github.vae4j.study;
