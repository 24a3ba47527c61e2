package io.github.vae4j.core.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.github.vae4j.DataReading")
@Label("Data Reading")
@Category("vae4j")
@Description("Reading, scaling and checking the samples of one batch, and drawing its noise")
@StackTrace(false)
final class DataReadingEvent extends Event {
    @Label("Epoch") int epoch;

    @Label("Step")
    @Description("Within the epoch, from 1") int step;

    @Label("Samples") int samples;
}
