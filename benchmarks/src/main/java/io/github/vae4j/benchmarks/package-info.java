/// JMH benchmarks of vae4j. A class belongs to the family that its name starts with; every benchmark checks its result
/// against the scalar specification, or against double arithmetic, before it is measured.
@NullMarked
package io.github.vae4j.benchmarks;

import org.jspecify.annotations.NullMarked;
