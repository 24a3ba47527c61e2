/// Runs the benchmarks by families and turns JMH's JSON into figures, pictures, a page and a document.
@NullMarked
package io.github.vae4j.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
