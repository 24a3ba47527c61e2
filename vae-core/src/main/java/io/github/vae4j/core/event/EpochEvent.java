package io.github.vae4j.core.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("io.github.vae4j.Epoch")
@Label("Training Epoch")
@Category("vae4j")
@Description("An epoch with its validation; after a resume in the middle, the rest of it")
@StackTrace(false)
final class EpochEvent extends Event {
    @Label("Epoch") int epoch;

    @Label("Cost")
    @Description("What was minimised, in nats per sample, mean over the epoch") double cost;

    @Label("Terms")
    @Description("Terms of the objective, without weights")
    @Nullable String terms;

    @Label("Validation Objective")
    @Description("NaN without validation data") double validationObjective;

    @Label("Learning Rate") double learningRate;

    @Label("Samples per Second") double samplesPerSecond;
}
