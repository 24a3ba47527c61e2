/// Events of Java Flight Recorder, so that a recording shows training beside what the JVM does. Nothing else of the library
/// touches the module `jdk.jfr`, which need not be there.
package io.github.vae4j.core.event;
