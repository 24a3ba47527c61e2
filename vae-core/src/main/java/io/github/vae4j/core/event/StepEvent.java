package io.github.vae4j.core.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.github.vae4j.Step")
@Label("Training Step")
@Category("vae4j")
@Description("One batch: reading, forward, backward, update; without listeners")
@StackTrace(false)
final class StepEvent extends Event {
    @Label("Epoch") int epoch;

    @Label("Step")
    @Description("Within the epoch, from 1") int step;

    @Label("Samples") int samples;

    @Label("Cost")
    @Description("What was minimised, in nats per sample") double cost;

    @Label("Learning Rate") double learningRate;
}
