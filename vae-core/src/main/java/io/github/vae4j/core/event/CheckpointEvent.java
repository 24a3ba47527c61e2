package io.github.vae4j.core.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("io.github.vae4j.Checkpoint")
@Label("Checkpoint")
@Category("vae4j")
@Description("Writing a checkpoint, until it is on the disk")
@StackTrace(false)
final class CheckpointEvent extends Event {
    @Label("File")
    @Nullable String file;

    @Label("Size")
    @DataAmount long bytes;

    @Label("Epoch")
    @Description("Finished epochs") int epoch;
}
