/// What the commands do: training into a folder, and the files that a run leaves.
package io.github.vae4j.study.run;
